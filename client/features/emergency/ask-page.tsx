import './emergency.css'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { emergencyOnPhone } from '#client/commands/emergency.ts'
import { EditorScreen } from '#client/forms/editor-screen.tsx'
import { useEditor } from '#client/forms/use-editor.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useKeptForm } from '#client/offline/react/use-draft.ts'
import { useFindUnsent, useUnsent } from '#client/offline/react/use-unsent.ts'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Label } from '#client/ui/label.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import type { AskInput } from '#shared/emergency/contracts.ts'
import { reasonLimits } from '#shared/emergency/rules.ts'
import type { PersonRef } from '#shared/people/views.ts'
import { type AskForm, askFormOf, fieldOf, hoursChoices, isAskForm, isEmpty, readAsk } from './ask-form.ts'
import { useSubject } from './data.ts'

const askDraftKey = (personId: string) => `emergency:ask:${personId}`

/** Asks to read what is about one person; also the place where asking that was refused is put right. */
export function AskEmergencyPage() {
  const t = useT()
  const { personId = '' } = useParams()
  const own = useMe().person.personId === personId
  const [search] = useSearchParams()
  const query = useSubject(personId)
  const kept = useKeptForm(askDraftKey(personId), isAskForm)
  const { platform } = useOffline().outbox
  const [accessId] = useState(() => search.get('access') ?? platform.newId())
  const { refused } = useUnsent(emergencyOnPhone.ask, accessId)
  const [initial] = useState(() =>
    askFormOf({ accessId, commandId: platform.newId() }, refused?.input ?? undefined),
  )
  if (query.data && !own && kept !== undefined)
    return <AskEditor subject={query.data} initial={kept ?? initial} refusal={refused?.error} />
  return (
    <DetailPage title={t('emergency.title')} back={paths.directoryPerson(personId)} close>
      <Loaded query={query} notFound={t('admin.person.missing')}>
        {() => own && <EmptyState text={t('error.FORBIDDEN')} />}
      </Loaded>
    </DetailPage>
  )
}

type Props = {
  subject: PersonRef
  initial: AskForm
  /** Why asking was refused. */
  refusal: { details: { field?: string | undefined } } | null | undefined
}

function AskEditor({ subject: { personId, name }, initial, refusal }: Props) {
  const t = useT()
  const save = useSaveAsk()
  const home = paths.directoryPerson(personId)
  const draftKey = askDraftKey(personId)
  const editor = useEditor({
    ...{ draftKey, initial, isEmpty, home, saved: paths.emergency() },
    read: (form) => readAsk(form, personId),
    send: (input, { commandId }) => save(input, { commandId, draftKey }),
    refused: { field: fieldOf(refusal?.details.field ?? '') },
    refusal: () => ({ text: t('emergency.ask.failed') }),
    say: () => t('emergency.ask.reason.missing'),
  })
  return (
    <EditorScreen
      title={t('emergency.ask.title', { name })}
      editor={editor}
      home={home}
      submitLabel={t('emergency.ask.send')}
      className="emergency-editor"
    >
      <p>{t('emergency.ask.what')}</p>
      <TextArea
        label={t('emergency.ask.reason')}
        hint={t('emergency.ask.reason.hint')}
        maxLength={reasonLimits.largest}
        {...editor.field('reason')}
      />
      <div>
        <Label>{t('emergency.ask.hours')}</Label>
        <ChipGroup
          label={t('emergency.ask.hours')}
          value={editor.values.hours}
          onChange={(hours) => editor.change({ hours })}
          options={hoursChoices.map((value) => ({
            value,
            label: t('emergency.hours', { n: Number(value) }),
          }))}
        />
      </div>
      <p className="text-label text-quiet">{t('emergency.scope')}</p>
    </EditorScreen>
  )
}

/** Puts the asking on this phone, in the place of a refused one where there is one. */
function useSaveAsk() {
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  return async (input: AskInput, options: { commandId: string; draftKey: string }): Promise<void> => {
    const { refused, replace } = findUnsent(emergencyOnPhone.ask, input.accessId)
    if (refused) await replace(refused.commandId, input, { base: null, ...options })
    else await enqueue(emergencyOnPhone.ask, { input, base: null, ...options })
  }
}
