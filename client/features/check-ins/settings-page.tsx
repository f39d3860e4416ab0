import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { Button } from '#client/ui/button.tsx'
import { DateField } from '#client/ui/date-field.tsx'
import { isSettled, Loaded } from '#client/ui/loaded.tsx'
import { Part } from '#client/ui/part.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { retentionBounds } from '#shared/check-ins/rules.ts'
import type { SettingsView } from '#shared/check-ins/views.ts'
import { ContentPacks } from './content-packs.tsx'
import { CarePage } from './pages.tsx'
import { formOf, readSettings } from './settings-form.ts'

/**
 * Sets what the organisation offers beside the public lines, and for how long raw answers are kept. Nobody's answers
 * are here.
 */
export function WellbeingSettingsPage() {
  const t = useT()
  const query = useFoldedQuery(trpc.checkIns.settings.queryOptions())
  return (
    <CarePage title={t('settings.wellbeing')} back={paths.me} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>{(settings) => <Settings key={settings.version} settings={settings} />}</Loaded>
      {isSettled(query) && <ContentPacks />}
    </CarePage>
  )
}

function Settings({ settings }: { settings: SettingsView }) {
  const t = useT()
  const toast = useToast()
  const enqueue = useEnqueue()
  const form = useForm({
    initial: formOf(settings),
    read: readSettings,
    send: (input) => enqueue(checkInsOnPhone.setSettings, { input, base: settings.version }),
    say: (field) => t(`settings.wrong.${field}`, retentionBounds),
    refusal() {
      toast({ text: t('talk.failed') })
      return {}
    },
  })

  async function save() {
    if (await form.submit()) toast({ text: t('settings.saved') })
  }
  return (
    <div className="inset inset-block stack stack-wide">
      <Part variant="heading" heading={t('settings.programme')}>
        <p className="text-label text-quiet">{t('settings.programme.text')}</p>
        <TextField label={t('settings.name')} {...form.field('name')} />
        <TextField label={t('settings.phone')} type="tel" {...form.field('phone')} />
        <TextField label={t('settings.url')} type="url" {...form.field('url')} />
        <DateField label={t('settings.verifiedOn')} {...form.field('verifiedOn')} />
      </Part>
      <Part variant="heading" heading={t('settings.retention')}>
        <TextField
          label={t('settings.days')}
          inputMode="numeric"
          hint={t('settings.days.hint', retentionBounds)}
          {...form.field('days')}
        />
      </Part>
      <div>
        <Button onClick={() => void save()}>{t('settings.save')}</Button>
      </div>
    </div>
  )
}
