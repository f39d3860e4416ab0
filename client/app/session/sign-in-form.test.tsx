import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connection } from '#client/lib/connection.ts'
import { I18nProvider } from '#client/lib/i18n.ts'
import { en } from '#tests/support/catalogues.ts'
import { SignInForm } from './sign-in-form.tsx'

let answer: (response: Response) => void = () => undefined
beforeEach(() => {
  vi.stubGlobal(
    'fetch',
    () =>
      new Promise<Response>((resolve) => {
        answer = resolve
      }),
  )
  render(
    <I18nProvider locale="en" catalogue={en} timeZone="UTC">
      <SignInForm email="a@b.example" />
    </I18nProvider>,
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
  connection.answered()
})
const password = () => screen.getByLabelText<HTMLInputElement>('Password')

test('a password is shown while its writer wants to see it, and stays as it was typed', () => {
  fireEvent.change(password(), { target: { value: 'three small words' } })
  expect(password().type).toBe('password')
  const show = screen.getByRole('button', { name: 'Show password' })
  fireEvent.click(show)
  expect(password().type).toBe('text')
  expect(show.getAttribute('aria-pressed')).toBe('true')
  fireEvent.click(show)
  expect(password().type).toBe('password')
  expect(password().value).toBe('three small words')
})

test('who forgot the password is told whom to ask', () => {
  expect(screen.getByText('Forgotten your password?').closest('details')?.textContent).toMatch(/your lead/)
})

test('a sign-in that takes a while says so, and what came of it', async () => {
  const said = () => document.querySelector('output')?.textContent
  expect(said()).toBe('')
  const submit = screen.getByRole<HTMLButtonElement>('button', { name: 'Sign in' })
  await act(async () => {
    fireEvent.click(submit)
  })
  expect(said()).toBe('Signing in…')
  expect(submit.disabled).toBe(true)
  await act(async () => answer(new Response('<html>Sign in to WiFi</html>')))
  await vi.waitFor(() => expect(said()).toBe(''))
  expect(screen.getByRole('alert').textContent).toBe(en['ui.portal'])
})
