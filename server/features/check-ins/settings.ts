import type { CommandScope, Scope } from '#server/trpc.ts'
import type { SettingsInput } from '#shared/check-ins/contracts.ts'
import { defaultRetentionDays } from '#shared/check-ins/rules.ts'
import type { SettingsView } from '#shared/check-ins/views.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import { can } from '#shared/policy.ts'
import { putSettings, settingRow } from './settings-queries.ts'

/** Query checkIns.settings: what the organisation offers and for how long it keeps answers; everybody may know both. */
export async function readSettings({ db }: Pick<Scope, 'db'>): Promise<SettingsView> {
  const row = await settingRow(db)
  return {
    programme: {
      name: row?.programme_name ?? null,
      phone: row?.programme_phone ?? null,
      url: row?.programme_url ?? null,
      verifiedOn: row?.programme_verified_on ?? null,
    },
    retentionDays: row?.retention_days ?? defaultRetentionDays,
    version: row?.version ?? 0,
  }
}

/** Command checkIns.setSettings, by an administrator; `base` is the version looked at. */
export async function setSettings(
  { db, actor, meta, now }: CommandScope,
  input: SettingsInput,
): Promise<CommandResult> {
  if (!can(actor, 'people.administer', {})) throw new AppError('FORBIDDEN')
  const set = await putSettings(db, input, meta.base)
  if (!set) throw new AppError('CONFLICT')
  return { entityId: db.org, version: set.version, at: new Date(now()).toISOString() }
}
