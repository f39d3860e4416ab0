import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { meetingsOnPhone } from '#client/commands/meetings.ts'
import { paths } from '#client/commands/meetings-paths.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { addItemInput } from '#shared/meetings/contracts.ts'
import type { Source } from '#shared/meetings/rules.ts'
import type { SeriesView } from '#shared/meetings/views.ts'
import { goesOn, useMeetings } from './data.ts'

/** Sends a check-in or a review of one's own to the agenda of a 1:1, in words that one chooses: its content is not copied. */
export function SendPage() {
  const t = useT()
  const { person } = useMe()
  const [search] = useSearchParams()
  const query = useMeetings(person.personId)
  const kind: Source = search.has('check_in') ? 'check_in' : 'review'
  const id = search.get(kind)
  const back = kind === 'check_in' ? appPaths.ownCheckIns : appPaths.record
  const going = query.data?.series.filter(goesOn) ?? []
  if (id && going.length > 0) return <SendForm source={{ kind, id }} series={going} back={back} />
  return (
    <DetailPage title={t('meeting.send')} back={back} close>
      <Loaded query={query}>{() => <EmptyState text={t('meeting.send.none')} />}</Loaded>
    </DetailPage>
  )
}

type FormProps = { source: { kind: Source; id: string }; series: readonly SeriesView[]; back: string }

function SendForm({ source, series, back }: FormProps) {
  const t = useT()
  const navigate = useNavigate()
  const enqueue = useEnqueue()
  const { platform } = useOffline().outbox
  const [itemId] = useState(() => platform.newId())
  const form = useForm({
    initial: { text: t(`meeting.item.from.${source.kind}`), seriesId: series[0]?.seriesId ?? '' },
    read: ({ text, seriesId }) =>
      readWith(addItemInput, { seriesId, itemId, text, isPrivate: false, source }, fieldsNamed(['text'])),
    send: (input) => enqueue(meetingsOnPhone.addItem, { input, base: null }),
    say: () => t('meeting.item.missing'),
    refusal: () => ({ text: t('note.failed') }),
  })
  async function send() {
    if (await form.submit()) await navigate(paths.series(form.values.seriesId), { replace: true })
  }
  return (
    <DetailPage
      title={t('meeting.send')}
      back={back}
      close
      dock={
        <Dock>
          <Button disabled={form.busy} onClick={() => void send()}>
            {t('meeting.item.add')}
          </Button>
        </Dock>
      }
    >
      <div className="inset inset-block stack">
        <p className="text-prose">{t(`meeting.send.${source.kind}`)}</p>
        {series.length > 1 && (
          <ChipGroup
            label={t('meeting.part')}
            value={form.values.seriesId}
            onChange={(seriesId) => form.change({ seriesId })}
            options={series.map(({ seriesId, lead }) => ({ value: seriesId, label: lead.name }))}
          />
        )}
        <TextArea label={t('meeting.item.text')} minRows={2} maxLength={1000} {...form.field('text')} />
        {form.failure && (
          <p className="field-error" role="alert">
            {form.failure}
          </p>
        )}
      </div>
    </DetailPage>
  )
}
