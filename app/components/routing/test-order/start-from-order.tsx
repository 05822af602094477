import { useSearchParams } from "@remix-run/react";
import { Button, Card, Form, TextField } from "@shopify/polaris";
import { useState } from "react";

interface StartFromOrderProps {
  readonly number: string;
  readonly problem: string | null;
  readonly isLoading: boolean;
}

/** Fills the form in from an order of the shop. */
export function StartFromOrder({ number, problem, isLoading }: StartFromOrderProps) {
  const [typed, setTyped] = useState(number);
  const [, setParams] = useSearchParams();
  const start = () => {
    if (typed.trim() !== "") setParams({ number: typed.trim() }, { replace: true });
  };
  return (
    <Card>
      <Form onSubmit={start}>
        <TextField
          label="Start from an order"
          placeholder="Order number"
          autoComplete="off"
          value={typed}
          error={problem ?? undefined}
          onChange={setTyped}
          connectedRight={<StartButton isLoading={isLoading} />}
        />
      </Form>
    </Card>
  );
}

const StartButton = ({ isLoading }: { isLoading: boolean }) => (
  <Button submit loading={isLoading}>
    Fill in
  </Button>
);
