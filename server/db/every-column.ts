/** Returns the names of all columns of a table's type; the compiler asks for each. */
export const everyColumn = <Table>(columns: { readonly [C in keyof Table & string]: true }) =>
  Object.keys(columns) as (keyof Table & string)[]
