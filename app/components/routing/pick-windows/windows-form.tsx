import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  ChoiceList,
  InlineError,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { DeleteIcon, PlusIcon } from "@shopify/polaris-icons";
import type { WindowsFormState } from "./use-windows-form.ts";

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"].map(
  (label, at) => ({ label, value: String(at + 1) }),
);
const lengths = [5, 10, 20, 30, 60].map((count) => ({ label: `${count} seconds`, value: String(count) }));
const mostTimes = 12;

/** Batch mode on or off, and when its windows close. */
export function WindowsForm({ form, timeZone }: { form: WindowsFormState; timeZone: string }) {
  const { windows, errors, change } = form;
  return (
    <Card>
      <BlockStack gap="400">
        <Checkbox
          label="Assign the orders of a window together"
          helpText="Each order gets its warehouse right away. When the window closes, all of them are assigned again together, so that more items ship for less, and then sent to the warehouses."
          checked={windows.is_on}
          onChange={(is_on) => change({ is_on })}
        />
        {windows.is_on && (
          <>
            <Times form={form} timeZone={timeZone} />
            <ChoiceList
              allowMultiple
              title="Days"
              choices={days}
              selected={windows.days.map(String)}
              onChange={(chosen) => change({ days: chosen.map(Number).toSorted((a, b) => a - b) })}
              error={errors["days"]?.[0] ?? ""}
            />
            <Select
              label="Longest search"
              helpText="Larger windows find better assignments with more time. Orders never wait longer than ten minutes after the close."
              options={lengths}
              value={String(windows.solver_seconds)}
              onChange={(value) => change({ solver_seconds: Number(value) })}
              error={errors["solver_seconds"]?.[0] ?? ""}
            />
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function Times({
  form: { windows, errors, change },
  timeZone,
}: {
  form: WindowsFormState;
  timeZone: string;
}) {
  const { times } = windows;
  const set = (at: number, time: string) =>
    change({ times: times.map((each, position) => (position === at ? time : each)) });
  const problem = errors["times"]?.[0];
  return (
    <BlockStack gap="200">
      <Text as="p">Windows close at ({timeZone.replaceAll("_", " ")})</Text>
      {times.map((time, at) => (
        <InlineStack key={at} gap="200" blockAlign="center">
          <TextField
            label={`Time ${at + 1}`}
            labelHidden
            type="time"
            autoComplete="off"
            value={time}
            onChange={(value) => set(at, value)}
          />
          <Button
            icon={DeleteIcon}
            variant="tertiary"
            accessibilityLabel={`Remove time ${at + 1}`}
            onClick={() => change({ times: times.filter((_, position) => position !== at) })}
          />
        </InlineStack>
      ))}
      <InlineStack>
        <Button
          icon={PlusIcon}
          disabled={times.length >= mostTimes}
          onClick={() => change({ times: [...times, times.length === 0 ? "14:00" : ""] })}
        >
          Add time
        </Button>
      </InlineStack>
      {problem !== undefined && <InlineError message={problem} fieldID="pick-window-times" />}
    </BlockStack>
  );
}
