import { Combobox, Listbox } from "@shopify/polaris";
import { useState } from "react";
import { type SkuSuggestion, useSkuSuggestions } from "./use-sku-suggestions.ts";

interface SkuFieldProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (sku: string) => void;
}

/** Any text may be a SKU; those with stock are suggested. */
export function SkuField({ label, value, error, onChange }: SkuFieldProps) {
  const [isTyping, setTyping] = useState(false);
  const suggestions = useSkuSuggestions(value, isTyping);
  return (
    <Combobox
      activator={
        <Combobox.TextField
          label={label}
          autoComplete="off"
          value={value}
          error={error}
          onChange={onChange}
          onFocus={() => setTyping(true)}
          onBlur={() => setTyping(false)}
        />
      }
    >
      {suggestions.length > 0 ? (
        <Listbox onSelect={onChange} accessibilityLabel={`Suggestions for ${label}`}>
          {suggestions.map((suggestion) => (
            <Listbox.Option
              key={suggestion.sku}
              value={suggestion.sku}
              selected={suggestion.sku === value}
              accessibilityLabel={nameOf(suggestion)}
            >
              {nameOf(suggestion)}
            </Listbox.Option>
          ))}
        </Listbox>
      ) : null}
    </Combobox>
  );
}

const nameOf = ({ sku, product }: SkuSuggestion): string => (product === null ? sku : `${sku} · ${product}`);
