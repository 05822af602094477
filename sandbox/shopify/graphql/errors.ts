import type { GraphQLError, GraphQLFormattedError } from "graphql";

const unknownField = /^Cannot query field "(\w+)" on type "(\w+)"/;

/** An error as Shopify words it: an unknown field carries the code undefinedField. */
export function shopifyError(error: GraphQLError): GraphQLFormattedError {
  const formatted = error.toJSON();
  const match = unknownField.exec(error.message);
  if (!match) return formatted;
  const [, fieldName = "", typeName = ""] = match;
  return {
    ...formatted,
    message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
    extensions: { code: "undefinedField", typeName, fieldName },
  };
}
