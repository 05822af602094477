import { BlockStack, Select, Text } from "@shopify/polaris";
import { actionTypes } from "#app/services/routing/engine/index.ts";
import type { SetupWarehouse } from "#app/services/routing/setup/routing-setup.ts";
import { HoldFields, SplitFields, TogetherFields, WeightFields } from "./action-details.tsx";
import type { ActionType } from "./rule-form.ts";
import type { RuleEditor } from "./use-rule-form.ts";
import { ValuesPicker } from "./values-picker.tsx";

const words: Readonly<Record<ActionType, { label: string; help: string }>> = {
  route_to_warehouse: {
    label: "Ship only from one warehouse",
    help: "If it can't ship the order, the order waits. No other warehouse gets it.",
  },
  prefer_warehouse: {
    label: "Prefer a warehouse",
    help: "It gets the order whenever it can ship all of it. Otherwise the best other one does.",
  },
  exclude_warehouse: {
    label: "Never ship from a warehouse",
    help: "All others stay possible.",
  },
  require_capability: {
    label: "Require a capability",
    help: "Only warehouses that have it are possible.",
  },
  set_split: { label: "Change how orders split", help: "What you leave empty stays as in your settings." },
  keep_together: { label: "Keep items together", help: "They ship from one warehouse or wait." },
  hold: { label: "Hold orders", help: "Nothing ships until the hold ends." },
  set_weights: { label: "Use other weights", help: "What counts when warehouses are compared." },
};

interface ActionFieldsProps {
  readonly editor: RuleEditor;
  readonly warehouses: readonly SetupWarehouse[];
}

/** What a rule does, with the fields that takes. */
export function ActionFields({ editor, warehouses }: ActionFieldsProps) {
  const { type } = editor.form.action;
  return (
    <BlockStack gap="300">
      <Select
        label="Action"
        options={actionTypes.map((value) => ({ value, label: words[value].label }))}
        value={type}
        helpText={words[type].help}
        onChange={(chosen) => {
          const next = actionTypes.find((name) => name === chosen);
          if (next) editor.edit({ edit: "action", change: { type: next } });
        }}
      />
      <Fields editor={editor} warehouses={warehouses} />
    </BlockStack>
  );
}

function Fields({ editor, warehouses }: ActionFieldsProps) {
  switch (editor.form.action.type) {
    case "route_to_warehouse":
    case "prefer_warehouse":
    case "exclude_warehouse":
      return <WarehouseField editor={editor} warehouses={warehouses} />;
    case "require_capability":
      return <CapabilityField editor={editor} warehouses={warehouses} />;
    case "set_split":
      return <SplitFields editor={editor} />;
    case "keep_together":
      return <TogetherFields editor={editor} />;
    case "hold":
      return <HoldFields editor={editor} />;
    case "set_weights":
      return <WeightFields editor={editor} />;
  }
}

function WarehouseField({ editor, warehouses }: ActionFieldsProps) {
  const { warehouseId } = editor.form.action;
  const isKnown = warehouseId === "" || warehouses.some(({ id }) => id === warehouseId);
  const options = warehouses.map(({ id, name, is_active: isOn }) => ({
    value: id,
    label: isOn ? name : `${name} (not shipping now)`,
  }));
  return (
    <Select
      label="Warehouse"
      placeholder="Choose a warehouse"
      options={isKnown ? options : [{ value: warehouseId, label: "Deleted warehouse" }, ...options]}
      value={warehouseId}
      error={editor.messages.action.warehouseId}
      onChange={(chosen) => editor.edit({ edit: "action", change: { warehouseId: chosen } })}
    />
  );
}

function CapabilityField({ editor, warehouses }: ActionFieldsProps) {
  const { capability } = editor.form.action;
  const known = [...new Set(warehouses.flatMap(({ capabilities }) => capabilities))].sort();
  return (
    <BlockStack gap="100">
      <Text as="p">Capability</Text>
      <ValuesPicker
        label="Capability"
        choices={known.map((value) => ({ value, label: value }))}
        selected={capability === "" ? [] : [capability]}
        onChange={([chosen = ""]) => editor.edit({ edit: "action", change: { capability: chosen } })}
        isMultiple={false}
        placeholder={known.length > 0 ? "Search or add" : "Add, such as cold storage"}
        error={editor.messages.action.capability}
      />
    </BlockStack>
  );
}
