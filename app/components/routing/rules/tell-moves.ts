import type { Announcements, ScreenReaderInstructions, UniqueIdentifier } from "@dnd-kit/core";

interface Row {
  readonly id: string;
  readonly name: string;
}

/** What a screen reader says while a rule is moved. */
export function tellMoves(rows: readonly Row[]): {
  announcements: Announcements;
  screenReaderInstructions: ScreenReaderInstructions;
} {
  const nameOf = (id: UniqueIdentifier) => rows.find((row) => row.id === id)?.name ?? "The rule";
  const placeOf = (id: UniqueIdentifier) =>
    `place ${rows.findIndex((row) => row.id === id) + 1} of ${rows.length}`;
  // dnd-kit tells of the start and, at once, of being over itself: both say the same, so that neither is lost.
  const pickedUp = (id: UniqueIdentifier) => `${nameOf(id)} picked up at ${placeOf(id)}.`;
  return {
    screenReaderInstructions: {
      draggable:
        "Press space to pick the rule up, the arrow keys to move it, space to drop it, escape to cancel.",
    },
    announcements: {
      onDragStart: ({ active }) => pickedUp(active.id),
      onDragOver: ({ active, over }) => {
        if (!over) return undefined;
        return active.id === over.id
          ? pickedUp(active.id)
          : `${nameOf(active.id)} moved to ${placeOf(over.id)}.`;
      },
      onDragEnd: ({ active, over }) =>
        over ? `${nameOf(active.id)} dropped at ${placeOf(over.id)}.` : `${nameOf(active.id)} dropped.`,
      onDragCancel: ({ active }) => `Moving cancelled. ${nameOf(active.id)} stays where it was.`,
    },
  };
}
