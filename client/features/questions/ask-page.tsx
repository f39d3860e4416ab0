import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { questionsOnPhone } from '#client/commands/questions.ts'
import { paths } from '#client/commands/questions-paths.ts'
import { EditorScreen } from '#client/forms/editor-screen.tsx'
import { useEditor } from '#client/forms/use-editor.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { usePolicyOptions } from '#client/lib/policy-options.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useKeptForm } from '#client/offline/react/use-draft.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { useFindUnsent, useUnsent } from '#client/offline/react/use-unsent.ts'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { TextArea } from '#client/ui/text-area.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { clausesIn } from '#shared/policies/rules.ts'
import type { AskQuestionInput } from '#shared/questions/contracts.ts'
import { type AskForm, fieldOf, formOf, isAskForm, isEmpty, newForm, readAsk, unnamed } from './ask-form.ts'
import { teamsAsking, useQuestions } from './data.ts'

/** Asks about a policy, or holds a case and asks; also the place where a question that was refused is put right. */
export function AskPage() {
  const t = useT()
  const [search] = useSearchParams()
  const { platform } = useOffline().outbox
  const auditId = search.get('case')
  const query = useQuery({
    ...trpc.audits.case.queryOptions({ auditId: auditId ?? '' }),
    enabled: auditId !== null,
  })
  const draftKey = `question:ask:${search}`
  const kept = useKeptForm(draftKey, isAskForm)
  const [team] = teamsAsking(useMe())
  const [ids] = useState(() => ({ questionId: platform.newId(), commandId: platform.newId() }))
  const refusedId = search.get('question')
  const { refused } = useUnsent(questionsOnPhone.ask, refusedId ?? ids.questionId)
  const version = search.get('version')
  const earlier = useEarlierMark(version)
  if (!team)
    return (
      <DetailPage title={t('question.ask')} back={paths.questions} close>
        <EmptyState text={t('question.ask.noTeam')} />
      </DetailPage>
    )
  const waits = auditId !== null && query.data === undefined && !query.error && query.fetchStatus !== 'paused'
  if (kept === undefined || waits)
    return (
      <DetailPage title={t('question.ask')} back={paths.questions} close>
        <Loaded query={{ ...query, data: undefined }}>{() => null}</Loaded>
      </DetailPage>
    )
  const about = {
    policy: query.data?.policy ?? search.get('policy') ?? '',
    caseRef: query.data?.caseRef ?? '',
    ...(version === null ? {} : { version, text: earlier?.text ?? '' }),
  }
  const initial = refused?.input
    ? formOf(refused.input, ids.commandId)
    : newForm({ ...ids, teamId: query.data?.teamId ?? search.get('team') ?? team.teamId }, about)
  return (
    <AskEditor
      key={draftKey}
      initial={kept ?? initial}
      draftKey={draftKey}
      refusedField={refused?.error?.details.field}
    />
  )
}

/** Returns the mark with words by which a version was asked about before questions were: they go into the question. */
function useEarlierMark(versionId: string | null) {
  const { data = [] } = useFoldedQuery({ ...trpc.policies.updates.queryOptions(), enabled: false })
  const mark = data.find((update) => update.versionId === versionId)?.mark
  return mark?.mark === 'question' ? mark : undefined
}

type Props = { initial: AskForm; draftKey: string; refusedField: string | undefined }

function AskEditor({ initial, draftKey, refusedField }: Props) {
  const t = useT()
  const me = useMe()
  const save = useSaveQuestion()
  const teams = teamsAsking(me)
  const { data: view } = useQuestions()
  const { data: policies = [] } = useQuery(trpc.policies.all.queryOptions())
  const policyOptions = usePolicyOptions(policies)
  const editor = useEditor({
    ...{ draftKey, initial, isEmpty, home: paths.questions, saved: paths.question(initial.questionId) },
    read: readAsk,
    send: (input, { commandId }) => save(input, { commandId, draftKey }),
    ...(refusedField === undefined ? {} : { refused: { field: fieldOf(refusedField) } }),
    refusal: () => ({ text: t('question.failed') }),
    say: (field) => {
      if (field === 'policy') return t('question.policy.missing')
      if (field === 'text') return t('question.text.missing')
      if (field !== 'addressee') return t('question.field.refused')
      return t(initial.addressee === unnamed ? 'question.to.noLead' : 'question.to.gone')
    },
  })
  const { values } = editor
  const colleagues = view?.colleagues.filter(({ teamId }) => teamId === values.teamId) ?? []
  const { version, clauses } = useClauses(values)
  return (
    <EditorScreen
      title={t('question.ask')}
      editor={editor}
      home={paths.questions}
      submitLabel={t(values.onHold ? 'question.send.onHold' : 'question.send')}
      className="inset inset-block stack"
    >
      <p className="text-label text-quiet">{t('question.counts')}</p>
      {teams.length > 1 && (
        <SelectField
          label={t('question.team')}
          value={values.teamId}
          error={editor.errorAt('teamId')}
          onChange={(teamId) => editor.change({ teamId, addressee: unnamed })}
          options={teams.map(({ teamId, name }) => ({ value: teamId, label: name }))}
        />
      )}
      <SelectField
        label={t('question.to')}
        hint={t(values.addressee === unnamed ? 'question.to.lead.hint' : 'question.to.colleague.hint')}
        {...editor.field('addressee')}
        options={[
          { value: unnamed, label: t('question.to.lead') },
          ...colleagues.map(({ person }) => ({
            value: person.personId,
            label: t('ui.person', { name: person.name }),
          })),
        ]}
      />
      <SelectField
        label={t('question.policy')}
        placeholder={t('question.choose')}
        value={values.policy}
        hint={
          values.version === undefined ? undefined : t('question.update', { label: version?.label ?? '' })
        }
        error={editor.errorAt('policy')}
        onChange={(policy) => editor.change({ policy, clause: unnamed, version: undefined })}
        options={policyOptions}
      />
      <SelectField
        label={t('question.clause')}
        {...editor.field('clause')}
        options={[{ value: unnamed, label: t('question.clause.none') }, ...clauses]}
      />
      <TextField
        label={t('question.case')}
        hint={t('question.case.hint')}
        maxLength={200}
        autoComplete="off"
        optional
        {...editor.field('caseRef')}
      />
      <Switch
        label={t('question.onHold')}
        hint={t('question.onHold.hint')}
        checked={values.onHold}
        onChange={(onHold) => editor.change({ onHold })}
      />
      <TextArea label={t('question.text')} maxLength={2000} minRows={4} {...editor.field('text')} />
    </EditorScreen>
  )
}

/** Returns the version that is asked about, else the one in force today, with its clauses. */
function useClauses({ policy: code, version: asked }: Pick<AskForm, 'policy' | 'version'>) {
  const { locale, daysFromToday } = useFormat()
  const { data = [] } = useQuery(trpc.policies.all.queryOptions())
  const policy = data.find((found) => found.code === code)
  const version = policy?.versions.find(({ versionId, effectiveFrom }) =>
    asked === undefined ? daysFromToday(effectiveFrom) <= 0 : versionId === asked,
  )
  const clauses = policy && version ? clausesIn(version, policy) : []
  const options = clauses.map(({ clauseId, number, titleKo, titleEn }) => ({
    value: clauseId,
    label: `${number} ${(locale === 'ko' ? (titleKo ?? titleEn) : (titleEn ?? titleKo)) ?? ''}`.trim(),
  }))
  return { version, clauses: options }
}

/** Puts the question on this phone, in the place of a refused one where there is one. */
function useSaveQuestion() {
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  return async (input: AskQuestionInput, options: { commandId: string; draftKey: string }): Promise<void> => {
    const { refused, replace } = findUnsent(questionsOnPhone.ask, input.questionId)
    if (refused) await replace(refused.commandId, input, { base: null, ...options })
    else await enqueue(questionsOnPhone.ask, { input, base: null, ...options })
  }
}
