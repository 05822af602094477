import { AutoSelection, BlockStack, Combobox, InlineStack, Listbox, Tag } from "@shopify/polaris";
import { useState } from "react";
import { searchChoices, type Choice } from "./search-choices.ts";

interface ValuesPickerProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly selected: readonly string[];
  readonly onChange: (selected: readonly string[]) => void;
  readonly isMultiple: boolean;
  readonly placeholder?: string;
  readonly helpText?: string;
  readonly error?: string;
}

const mostShown = 60;
const separators = /[\t\n,;]+/;

/** Codes with names to search and pick, or words of one's own; what is picked shows as tags. */
export function ValuesPicker(props: ValuesPickerProps) {
  const { label, choices, selected, onChange, isMultiple } = props;
  const [typed, setTyped] = useState("");
  // Options that linger while the list closes would be named as the active one after they are gone.
  const [isOpen, setOpen] = useState(false);
  const found = searchChoices(choices, typed).slice(0, mostShown);
  const own = typed.trim();
  const canAdd = own !== "" && !isListed(choices, selected, own);
  const labelOf = (value: string) => choices.find((choice) => choice.value === value)?.label ?? value;
  const remove = (value: string) => onChange(selected.filter((each) => each !== value));

  function add(written: string) {
    setTyped("");
    setOpen(false);
    const isChoice = choices.some(({ value }) => value === written);
    const values = isChoice ? [written] : written.split(separators).map((value) => value.trim());
    const given = values.filter((value) => value !== "");
    onChange(isMultiple ? [...new Set([...selected, ...given])] : [written]);
  }
  function toggle(value: string) {
    setTyped("");
    setOpen(false);
    if (selected.includes(value)) remove(value);
    else add(value);
  }

  return (
    <BlockStack gap="200">
      {/* Options with boxes to tick, one control inside another, cannot be told by a screen reader. */}
      <Combobox
        onClose={() => setOpen(false)}
        activator={
          <Combobox.TextField
            label={label}
            labelHidden
            autoComplete="off"
            value={typed}
            onFocus={() => setOpen(true)}
            onChange={(text) => {
              setTyped(text);
              setOpen(true);
            }}
            placeholder={props.placeholder ?? "Search"}
            helpText={props.helpText}
            error={props.error}
            // Words that were typed and left standing are meant as well.
            onBlur={() => {
              if (canAdd && choices.length === 0) add(own);
            }}
          />
        }
      >
        {isOpen && (found.length > 0 || canAdd) ? (
          <Listbox onSelect={toggle} accessibilityLabel={label} autoSelection={AutoSelection.First}>
            {found.map(({ value, label: name }) => (
              <Listbox.Option
                key={value}
                value={value}
                accessibilityLabel={name}
                selected={selected.includes(value)}
              >
                {name}
              </Listbox.Option>
            ))}
            {canAdd ? <Listbox.Action value={own}>{`Add “${own}”`}</Listbox.Action> : null}
          </Listbox>
        ) : null}
      </Combobox>
      {selected.length > 0 && (
        <InlineStack gap="100">
          {selected.map((value) => (
            <Tag key={value} onRemove={() => remove(value)}>
              {labelOf(value)}
            </Tag>
          ))}
        </InlineStack>
      )}
    </BlockStack>
  );
}

const isListed = (choices: readonly Choice[], selected: readonly string[], own: string): boolean =>
  selected.includes(own) ||
  choices.some(({ value, label }) => [value, label].some((text) => text.toLowerCase() === own.toLowerCase()));
