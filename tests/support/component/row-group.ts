import { screen } from '@testing-library/react'

/** Returns the rows that stand under a heading, with it. */
export function rowGroup(name: string): HTMLElement {
  const group = screen.getByRole('heading', { name }).closest('section')
  if (!group) throw new Error(`${name} heads no rows`)
  return group
}
