import './raise.css'
import { type ReactNode, useId, useState } from 'react'
import { useNavigate } from 'react-router'
import { useT } from '#client/lib/i18n.ts'
import { findPerson, type Team, useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useGoBack } from '#client/lib/use-go-back.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { OfflineRefusal } from '#client/offline/outbox/refusal.ts'
import { useDraftKeeper } from '#client/offline/react/use-draft.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { DetailHeader } from '#client/ui/header.tsx'
import { Label } from '#client/ui/label.tsx'
import { OfflineStrip } from '#client/ui/offline-strip.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { isAppError } from '#shared/core/errors.ts'
import { escalationKinds, safetyCategories } from '#shared/escalations/rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { partnerFunctions } from '#shared/people/role-rules.ts'
import {
  errorsOf,
  isChildSafety,
  isEmpty,
  type RaiseErrors,
  type RaiseForm,
  toContent,
} from './raise-form.ts'
import { SeverityChoice } from './severity-choice.tsx'
import { useRaise } from './use-raise.ts'

type Props = {
  initial: RaiseForm
  draftKey: string
  teams: readonly Team[]
  /** What is being changed, and in which version. */
  revises?: { base: number; view: EscalationView }
  refusedField?: string | undefined
}

/** Kind, severity with the clock that it starts, a few words, and whose answer is needed. */
export function RaiseEditor({ initial, draftKey, teams, revises, refusedField }: Props) {
  const t = useT()
  const navigate = useNavigate()
  const goBack = useGoBack()
  const { online } = useWorkStatus()
  const [form, setForm] = useState(initial)
  const [dirty, setDirty] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const [errors, setErrors] = useState<RaiseErrors>(() => errorsOf(refusedField))
  const { end, resume, discard } = useDraftKeeper(draftKey, form, dirty)
  const { raiseIt, editIt, isRefused } = useRaise()
  const id = useId()
  useUnsentEdit(dirty)

  const change = (part: Partial<RaiseForm>) => {
    setForm((before) => ({ ...before, ...part }))
    setDirty(true)
    setFailure(undefined)
    setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => !(field in part))))
  }
  const { escalationId } = form
  const child = isChildSafety(form)
  const back = revises ? paths.escalation(escalationId) : paths.escalations

  function leave() {
    if (dirty && isEmpty(form)) void discard()
    goBack(back)
  }

  async function submit() {
    const made = toContent(form)
    if ('errors' in made) {
      setErrors(made.errors)
      requestAnimationFrame(() =>
        document
          .querySelector<HTMLElement>('main [aria-invalid="true"]')
          ?.scrollIntoView({ block: 'center' }),
      )
      return
    }
    setBusy(true)
    end()
    const { severity, ...content } = made.content
    const { teamId, commandId } = form
    try {
      if (revises && !isRefused(escalationId))
        await editIt({ escalationId, ...content }, { base: revises.base, commandId, draftKey })
      else
        await raiseIt(
          { escalationId, teamId, severity, ...content, links: child ? [] : form.links, submit: true },
          { commandId, draftKey },
        )
    } catch (thrown) {
      setBusy(false)
      resume()
      if (isAppError(thrown)) setErrors(errorsOf(thrown.details.field))
      const full = thrown instanceof OfflineRefusal && thrown.reason === 'storage-full'
      setFailure(t(full ? 'note.failed.full' : 'esc.failed'))
      return
    }
    setDirty(false)
    const raised = paths.escalation(escalationId)
    if (revises) goBack(raised)
    else navigate(raised, { replace: true })
  }

  const error = (field: keyof RaiseErrors): string | undefined => {
    const key = errors[field]
    return key && t(key)
  }
  return (
    <Screen
      header={
        <>
          <DetailHeader
            title={t(revises ? 'raise.edit' : 'raise.title')}
            back={back}
            onBack={leave}
            close
            more={
              dirty
                ? [{ label: t('raise.discard'), onSelect: () => void discard().then(leave), danger: true }]
                : []
            }
          />
          {!online && <OfflineStrip />}
        </>
      }
      dock={
        <Dock>
          <Button onClick={() => void submit()} disabled={busy} aria-describedby={failure && id}>
            {t(revises ? 'raise.save' : 'raise.submit')}
          </Button>
        </Dock>
      }
    >
      <div className="raise">
        {revises?.view.request && <p className="text-label text-quiet">{t('raise.voids')}</p>}
        <Source form={form} onChange={change} />
        {teams.length > 1 && !revises && (
          <SelectField
            label={t('raise.team')}
            value={form.teamId}
            onChange={(teamId) => change({ teamId })}
            options={teams.map(({ teamId, name }) => ({ value: teamId, label: name }))}
          />
        )}
        <Choice label={t('raise.kind')} error={error('kind')}>
          <ChipGroup
            label={t('raise.kind')}
            value={form.kind ?? undefined}
            onChange={(kind) => change({ kind })}
            options={escalationKinds.map((value) => ({ value, label: t(`esc.kind.${value}`) }))}
          />
        </Choice>
        {form.kind === 'safety' && (
          <Choice label={t('raise.category')} error={error('category')}>
            <ChipGroup
              label={t('raise.category')}
              value={form.category ?? undefined}
              onChange={(category) => change({ category })}
              options={safetyCategories.map((value) => ({ value, label: t(`esc.category.${value}`) }))}
            />
          </Choice>
        )}
        {child && <p className="raise-child">{t('raise.child')}</p>}
        {!revises && (
          <SeverityChoice
            value={form.severity ?? undefined}
            onChange={(severity) => change({ severity })}
            error={error('severity')}
          />
        )}
        {child && (
          <TextField
            label={t('raise.case')}
            hint={t('raise.case.hint')}
            value={form.caseReference}
            maxLength={64}
            error={error('caseReference')}
            onChange={(caseReference) => change({ caseReference })}
          />
        )}
        <TextArea
          label={t('raise.summary')}
          hint={child ? t('raise.summary.child') : undefined}
          value={form.summary}
          minRows={2}
          maxLength={200}
          error={error('summary')}
          onChange={(summary) => change({ summary })}
        />
        <Choice label={t('raise.function')}>
          <ChipGroup
            label={t('raise.function')}
            value={form.function ?? 'none'}
            onChange={(chosen) => change({ function: chosen === 'none' ? null : chosen })}
            options={[
              { value: 'none' as const, label: t('raise.function.none') },
              ...partnerFunctions.map((value) => ({ value, label: t(`esc.function.${value}`) })),
            ]}
          />
        </Choice>
        {!child && (
          <>
            <TextArea
              label={t('raise.details')}
              optional
              value={form.details}
              minRows={2}
              maxLength={4000}
              error={error('details')}
              onChange={(details) => change({ details })}
            />
            <TextField
              label={t('raise.case')}
              hint={t('raise.case.hint')}
              optional
              value={form.caseReference}
              maxLength={64}
              error={error('caseReference')}
              onChange={(caseReference) => change({ caseReference })}
            />
          </>
        )}
        {failure && (
          <p id={id} className="field-error" role="alert">
            {failure}
          </p>
        )}
      </div>
    </Screen>
  )
}

type ChoiceProps = { label: string; error?: string | undefined; children: ReactNode }

function Choice({ label, error, children }: ChoiceProps) {
  return (
    <div aria-invalid={error ? true : undefined}>
      <Label>{label}</Label>
      {children}
      {error && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

type SourceProps = { form: RaiseForm; onChange: (part: Partial<RaiseForm>) => void }

/** What it begins with, and the way to leave that out. */
function Source({ form: { links, subjectId, kind, category }, onChange }: SourceProps) {
  const t = useT()
  const me = useMe()
  const subject = subjectId ? findPerson(me, subjectId)?.person : undefined
  const shown = isChildSafety({ kind, category }) ? [] : links
  return (
    <>
      {shown.map(({ linkId, kind: of }) => (
        <p key={linkId} className="raise-source">
          <span>{of === 'note' ? t('raise.source.note') : t('raise.source.case')}</span>
          <Button
            variant="text"
            size="row"
            onClick={() => onChange({ links: links.filter((link) => link.linkId !== linkId) })}
          >
            {t('raise.source.remove')}
          </Button>
        </p>
      ))}
      {subject && (
        <p className="raise-source">
          <span>{t('raise.source.person', { name: subject.name })}</span>
          <Button variant="text" size="row" onClick={() => onChange({ subjectId: null })}>
            {t('raise.source.remove')}
          </Button>
        </p>
      )}
    </>
  )
}
