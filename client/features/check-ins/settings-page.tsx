import { useState } from 'react'
import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { Button } from '#client/ui/button.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { Part } from '#client/ui/part.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { retentionBounds } from '#shared/check-ins/rules.ts'
import type { SettingsView } from '#shared/check-ins/views.ts'
import { CarePage } from './pages.tsx'
import { formOf, type SettingsField, toInput } from './settings-form.ts'

/** What the organisation offers beside the public lines, and for how long raw answers are kept. Nobody's answers are here. */
export function WellbeingSettingsPage() {
  const t = useT()
  const query = useFoldedQuery(trpc.checkIns.settings.queryOptions())
  return (
    <CarePage title={t('settings.wellbeing')} back={paths.me} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>{(settings) => <Settings key={settings.version} settings={settings} />}</Loaded>
    </CarePage>
  )
}

function Settings({ settings }: { settings: SettingsView }) {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const [form, setForm] = useState(() => formOf(settings))
  const [wrong, setWrong] = useState<readonly SettingsField[]>([])

  async function save() {
    const made = toInput(form)
    if ('wrong' in made) return setWrong(made.wrong)
    try {
      await enqueue(checkInsOnPhone.setSettings, { input: made.input, base: settings.version })
    } catch {
      return toast({ text: t('talk.failed') })
    }
    toast({ text: t('settings.saved') })
  }
  const field = (key: SettingsField) => ({
    value: form[key],
    onChange: (text: string) => {
      setForm((before) => ({ ...before, [key]: text }))
      setWrong((before) => before.filter((one) => one !== key))
    },
    error: wrong.includes(key) ? t(`settings.wrong.${key}`, retentionBounds) : undefined,
  })
  return (
    <div className="inset inset-block stack stack-wide">
      <Part look="heading" heading={t('settings.programme')}>
        <p className="text-label text-quiet">{t('settings.programme.text')}</p>
        <TextField label={t('settings.name')} {...field('name')} />
        <TextField label={t('settings.phone')} type="tel" {...field('phone')} />
        <TextField label={t('settings.url')} type="url" {...field('url')} />
        <DateField label={t('settings.verifiedOn')} {...field('verifiedOn')} />
      </Part>
      <Part look="heading" heading={t('settings.retention')}>
        <TextField
          label={t('settings.days')}
          inputMode="numeric"
          hint={t('settings.days.hint', retentionBounds)}
          {...field('days')}
        />
      </Part>
      <div>
        <Button onClick={() => void save()}>{t('settings.save')}</Button>
      </div>
    </div>
  )
}
