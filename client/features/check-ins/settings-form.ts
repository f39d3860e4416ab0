import { type SettingsInput, settingsInput } from '#shared/check-ins/contracts.ts'
import type { SettingsView } from '#shared/check-ins/views.ts'

/** What an administrator types, before it is read. */
export type SettingsForm = { name: string; phone: string; url: string; verifiedOn: string; days: string }
export type SettingsField = keyof SettingsForm

export function formOf({ programme: { name, phone, url, verifiedOn }, retentionDays }: SettingsView) {
  return {
    name: name ?? '',
    phone: phone ?? '',
    url: url ?? '',
    verifiedOn: verifiedOn ?? '',
    days: String(retentionDays),
  } satisfies SettingsForm
}

const orNull = (text: string) => text.trim() || null

/** The command's input, or the fields that it would not take. A programme needs a name and a way to reach it. */
export function toInput(form: SettingsForm): { input: SettingsInput } | { wrong: SettingsField[] } {
  const programme = {
    name: orNull(form.name),
    phone: orNull(form.phone),
    url: orNull(form.url),
    verifiedOn: orNull(form.verifiedOn),
  }
  const reachable = programme.phone !== null || programme.url !== null
  if (reachable && programme.name === null) return { wrong: ['name'] }
  if (programme.name !== null && !reachable) return { wrong: ['phone'] }
  const days = form.days.trim()
  const read = settingsInput.safeParse({ programme, retentionDays: days === '' ? Number.NaN : Number(days) })
  if (read.success) return { input: read.data }
  const wrong = read.error.issues.map(({ path }) =>
    path[0] === 'programme' ? (path[1] as SettingsField) : ('days' as const),
  )
  return { wrong: [...new Set(wrong)] }
}
