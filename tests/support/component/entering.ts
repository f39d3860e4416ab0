import { act, fireEvent, screen } from '@testing-library/react'

/** Finds the field with this label, once it is there. */
export const field = (label: string | RegExp) =>
  screen.findByLabelText<HTMLInputElement>(label, { selector: 'input, textarea, select' })

/** Enters something into the field with this label. */
export async function enter(label: string | RegExp, value: string) {
  const input = await field(label)
  await act(async () => {
    fireEvent.change(input, { target: { value } })
  })
}

/** Chooses the radio button or the checkbox with this label. */
export async function choose(label: string | RegExp) {
  const input = await field(label)
  await act(async () => {
    fireEvent.click(input)
  })
}

/** Presses the button, or what else has this role, with this name; twice in the same frame with `times` 2. */
export async function press(name: string | RegExp, times = 1, role = 'button') {
  const button = await screen.findByRole(role, { name })
  await act(async () => {
    for (let time = 0; time < times; time += 1) fireEvent.click(button)
  })
}
