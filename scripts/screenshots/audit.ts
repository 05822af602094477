import axe from "axe-core";
import type { Frame } from "playwright-core";

/** What is wrong with the page in a frame, each as one sentence. */
export async function audit(frame: Frame): Promise<string[]> {
  return [
    ...(await frame.evaluate(findSidewaysScroll)),
    ...(await frame.evaluate(findClippedText)),
    ...(await frame.evaluate(findExtraPrimaries)),
    ...(await findViolations(frame)),
  ];
}

function findSidewaysScroll(): string[] {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth > clientWidth ? [`scrolls sideways: ${scrollWidth} px in ${clientWidth} px`] : [];
}

/** Text cut off without a way to read it: an ellipsis is fine where a title holds the whole text. */
function findClippedText(): string[] {
  const found: string[] = [];
  for (const element of document.body.querySelectorAll<HTMLElement>("*")) {
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    );
    if (!hasText || element.scrollWidth <= element.clientWidth + 1 || element.clientWidth <= 1) continue;
    const { overflowX, display } = getComputedStyle(element);
    if (display === "inline" || overflowX === "visible" || element.closest("[title]")) continue;
    found.push(`clipped text: ${element.textContent.trim().slice(0, 60)}`);
  }
  return found;
}

/** One button of a page, or of the dialog over it, is the dominant one. */
function findExtraPrimaries(): string[] {
  const scope = document.querySelector('[role="dialog"]') ?? document.body;
  const shown = [...scope.querySelectorAll<HTMLElement>(".Polaris-Button--variantPrimary")].filter(
    (button) => button.offsetParent !== null && button.closest('[aria-hidden="true"]') === null,
  );
  return shown.length > 1
    ? [`${shown.length} primary buttons: ${shown.map((button) => button.textContent).join(", ")}`]
    : [];
}

interface AxeViolation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly target: unknown }[];
}

async function findViolations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  const violations = await frame.evaluate<AxeViolation[]>(
    'axe.run(document, { resultTypes: ["violations"], iframes: false }).then((result) => result.violations)',
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help} (${nodes.length}×) ${nodes[0]?.html.slice(0, 160) ?? ""}`);
}
