import './editor.css'
import { useEffect, useId, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { holdUnsentEdit, useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useGoBack } from '#client/lib/use-go-back.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { giveBack, givenBack } from '#client/offline/outbox/given-back.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { useDraftKeeper } from '#client/offline/react/use-draft.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { DetailHeader } from '#client/ui/header.tsx'
import { OfflineStrip } from '#client/ui/offline-strip.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { noteKinds } from '#shared/coaching/rules.ts'
import type { NoteBody } from '#shared/coaching/views.ts'
import type { PersonRef } from '#shared/people/views.ts'
import { ActionChoice } from './action-choice.tsx'
import { AudienceChoice } from './audience-choice.tsx'
import { noteAddress } from './data.ts'
import { DeliveryNotice } from './delivery-notice.tsx'
import { mostEvidence, useErrorCases } from './error-cases.ts'
import { EvidenceChoice } from './evidence-choice.tsx'
import { FollowUpChoice } from './follow-up-choice.tsx'
import {
  type FieldErrors,
  fieldOfRefusal,
  fieldsOf,
  isEmpty,
  lengthLimit,
  type NoteField,
  type NoteForm,
  toInput,
} from './note-form.ts'
import { type NoteRefusal, refusalOf } from './note-refusal.ts'
import { partsOf } from './note-words.ts'
import { useSaveNote } from './use-save-note.ts'

type Props = {
  initial: NoteForm
  draftKey: string
  teamId: string
  subject: PersonRef
  /** The person has acknowledged the version that is being revised. */
  acknowledged?: boolean
  /** A part that the server refused, as the path of its field. */
  refusedField?: string | undefined
  /** Why the note is here again, when it was refused. */
  notice?: string | undefined
  /** What was saved meanwhile from elsewhere, after a conflict. */
  meanwhile?: NoteBody | undefined
}

/** Who can read it, what was seen, what comes next: everything stays on the phone while it is written. */
export function NoteEditor({ initial, draftKey, teamId, subject, ...rest }: Props) {
  const t = useT()
  const toast = useToast()
  const navigate = useNavigate()
  const goBack = useGoBack()
  const { pathname, search } = useLocation()
  const { online } = useWorkStatus()
  const [form, setForm] = useState(initial)
  const { outbox } = useOffline()
  const [back] = useState(() => {
    const given = givenBack(outbox, draftKey)
    return given && refusalOf(given.thrown)
  })
  const [dirty, setDirty] = useState(back !== undefined)
  const [errors, setErrors] = useState<FieldErrors>(() => {
    const field = back ? back.field : fieldOfRefusal(rest.refusedField)
    return field ? { [field]: 'refused' } : {}
  })
  const [failure, setFailure] = useState(() => back && t(back.text))
  const [busy, setBusy] = useState(false)
  const [choosing, setChoosing] = useState(initial.audience === null)
  const { keeping, end, resume, discard } = useDraftKeeper(draftKey, form, dirty)
  const { save, atOnce } = useSaveNote(form.noteId)
  useEffect(() => {
    if (back) resume()
  }, [back, resume])
  const cases = useErrorCases(subject.personId, form.criterion)
  const texts = useRef<HTMLDivElement>(null)
  const id = useId()
  const { name } = subject
  useUnsentEdit(dirty)

  const change = (part: Partial<NoteForm>) => {
    setForm((before) => ({ ...before, ...part }))
    setDirty(true)
    setFailure(undefined)
    setErrors((before) => {
      const kept = { ...before }
      for (const key of Object.keys(part)) delete kept[key as keyof FieldErrors]
      return kept
    })
  }

  function write(field: NoteField, text: string) {
    change({ texts: { ...form.texts, [field]: text } })
    setErrors(({ [field]: _, ...others }) => others)
  }

  // A note that a signal led to brings the signal's cases along, also when they arrive after the first words; who
  // looked at fewer takes the others out.
  const [picked, setPicked] = useState(false)
  const suggest = form.criterion !== null && form.kind !== 'recognition' && !picked && initial.base === null
  useEffect(() => {
    if (!suggest || cases.length === 0) return
    const evidence = cases.slice(0, mostEvidence).map(({ auditId }) => auditId)
    setForm((before) => (before.evidence.length > 0 ? before : { ...before, evidence }))
  }, [suggest, cases])

  // The first choice opens the writing.
  const chosen = form.audience !== null
  const waited = useRef(!chosen)
  useEffect(() => {
    if (!chosen || !waited.current) return
    waited.current = false
    texts.current?.querySelector('textarea')?.focus()
  }, [chosen])

  const leave = () => {
    if (dirty && isEmpty(form)) void discard()
    goBack(paths.person(subject.personId))
  }

  async function throwAway() {
    await discard()
    toast({ text: t('note.draft.discarded') })
    leave()
  }

  function refused({ field, text }: NoteRefusal) {
    if (field) setErrors({ [field]: 'refused' })
    setFailure(t(text))
  }

  async function submit() {
    const made = toInput(form, { teamId, subjectId: subject.personId })
    if ('errors' in made) {
      setErrors(made.errors)
      if (made.errors.audience) setChoosing(true)
      else
        requestAnimationFrame(() =>
          document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus(),
        )
      return
    }
    setBusy(true)
    end()
    const release = holdUnsentEdit()
    const saving = save({ input: made.input, base: form.base, commandId: form.commandId, draftKey })
    void saving.catch(() => undefined).then(release)
    if (atOnce) {
      const here = { pathname, search }
      // The note is on the screen before it is on the phone. Should the phone refuse it, the words are here again.
      saving.catch((thrown: unknown) => {
        giveBack(outbox, draftKey, { form, thrown })
        navigate(here, { replace: true })
      })
    } else {
      try {
        await saving
      } catch (thrown) {
        setBusy(false)
        resume()
        return refused(refusalOf(thrown))
      }
    }
    setDirty(false)
    // A revision was opened from somewhere: back there, so that the same note does not pile up behind itself.
    const saved = noteAddress(form.noteId, subject.personId)
    if (initial.base === null) navigate(saved, { replace: true })
    else goBack(saved)
  }

  const shared = form.audience === 'person' || form.audience === 'manager'
  return (
    <Screen
      header={
        <>
          <DetailHeader
            title={t('ui.person', { name })}
            back={paths.person(subject.personId)}
            onBack={leave}
            close
            aside={
              <span className="editor-draft" aria-live="polite">
                {keeping !== 'nothing' && t(`note.draft.${keeping}`)}
              </span>
            }
            more={[{ label: t('note.draft.discard'), onSelect: () => void throwAway(), danger: true }]}
          />
          {!online && <OfflineStrip />}
        </>
      }
      dock={
        <Dock>
          <Button onClick={() => void submit()} disabled={busy} aria-describedby={failure && id}>
            {shared ? t('note.share', { name }) : t('note.save')}
          </Button>
        </Dock>
      }
    >
      {rest.notice && (
        <p className="editor-notice" role="alert">
          {rest.notice}
        </p>
      )}
      {rest.meanwhile && (
        <details className="editor-notice" open>
          <summary>{t('note.meanwhile')}</summary>
          {partsOf(rest.meanwhile).map(({ field, text }) => (
            <p key={field} className="text-prose">
              {text}
            </p>
          ))}
        </details>
      )}
      {rest.acknowledged && <p className="editor-notice">{t('note.again', { name })}</p>}
      <AudienceChoice
        value={form.audience}
        atLeast={form.sharedWith}
        name={name}
        open={choosing}
        onOpen={setChoosing}
        onChange={(audience) => change({ audience })}
        error={errors.audience && t(`note.${errors.audience}.audience`)}
      />
      {shared && form.kind !== 'recognition' && (
        <DeliveryNotice
          subjectId={subject.personId}
          name={name}
          // What was shared already cannot become private again.
          onTalkFirst={(form.sharedWith ?? 'me') === 'me' ? () => change({ audience: 'me' }) : undefined}
        />
      )}
      <div className="inset">
        <ChipGroup
          label={t('note.kind')}
          value={form.kind}
          onChange={(kind) => change({ kind })}
          options={noteKinds.map((kind) => ({ value: kind, label: t(`note.kind.${kind}`) }))}
          scroll
        />
      </div>
      <EvidenceChoice
        cases={cases}
        criterion={form.criterion}
        value={form.evidence}
        onChange={(evidence) => {
          setPicked(true)
          change({ evidence })
        }}
      />
      <div ref={texts} className="editor-texts stack">
        {fieldsOf[form.kind].map((field) => {
          const error = errors[field]
          return (
            <TextArea
              key={field}
              label={t(`note.field.${field}`)}
              hideLabel={field === 'text'}
              value={form.texts[field]}
              minRows={field === 'text' ? 6 : 2}
              maxLength={lengthLimit(field)}
              placeholder={chosen ? undefined : t('note.readers.first')}
              readOnly={!chosen}
              onClick={() => !chosen && setChoosing(true)}
              onChange={(text) => write(field, text)}
              error={error && t(`note.${error}.text`)}
            />
          )
        })}
      </div>
      <ActionChoice
        subject={subject}
        value={form.actions}
        onChange={(actions) => change({ actions })}
        error={errors.actions && t(`note.${errors.actions}.actions`)}
      />
      <FollowUpChoice
        value={form.followUpOn}
        onChange={(followUpOn) => change({ followUpOn })}
        error={errors.followUpOn && t('note.refused.followUpOn')}
      />
      {failure && (
        <p id={id} className="field-error inset" role="alert">
          {failure}
        </p>
      )}
    </Screen>
  )
}
