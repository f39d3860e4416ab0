import './ruling.css'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { paths as policyPaths } from '#client/commands/policies-paths.ts'
import { rulingsOnPhone } from '#client/commands/rulings.ts'
import { paths } from '#client/commands/rulings-paths.ts'
import { EditorScreen } from '#client/forms/editor-screen.tsx'
import { useEditor } from '#client/forms/use-editor.ts'
import { useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useEnqueue, useOffline } from '#client/offline/react/offline-context.ts'
import { useKeptForm } from '#client/offline/react/use-draft.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { useFindUnsent, useUnsent } from '#client/offline/react/use-unsent.ts'
import { DetailPage } from '#client/ui/page.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { ledgerCauses } from '#shared/policies/rules.ts'
import { can } from '#shared/policy.ts'
import type { WriteUpInput } from '#shared/rulings/contracts.ts'
import { gatheredLimit } from '#shared/rulings/rules.ts'
import { type Gathered, type Place, usePlaceNames, usePlaceText } from './data.ts'
import { GatheredCases, GatheredFacts } from './gathered-parts.tsx'
import { TextFields } from './text-fields.tsx'
import { useMarkdown } from './use-markdown.ts'
import { formOf, isEmpty, isWriteUpForm, readWriteUp, type WriteUpForm } from './write-up-form.ts'

/** Writes a row of a team's ledger up to Policy; also the place where a write-up that was refused is put right. */
export function WriteUpEditorPage() {
  const t = useT()
  const me = useMe()
  const { teamId = '' } = useParams()
  const [search] = useSearchParams()
  const { platform } = useOffline().outbox
  const [ids] = useState(() => ({ escalationId: platform.newId(), commandId: platform.newId() }))
  const place = {
    ...{ policy: search.get('policy') ?? '', clauseId: search.get('clause') ?? '' },
    versionId: search.get('version') ?? '',
  }
  const refusedId = search.get('write-up')
  const { refused } = useUnsent(rulingsOnPhone.writeUp, refusedId ?? ids.escalationId)
  const draftKey = `write-up:${teamId}?${search}`
  const kept = useKeptForm(draftKey, isWriteUpForm)
  if (!can(actorOf(me), 'ledger.append', { teamId }))
    return (
      <DetailPage title={t('writeUp.title')} back={policyPaths.ledger(teamId)} close>
        <EmptyState text={t('writeUp.gone')} />
      </DetailPage>
    )
  if (kept === undefined) return null
  const reason = refused?.error?.details.reason
  const initial = refused?.input
    ? formOf(refused.input, ids.commandId)
    : { ...ids, teamId, ...place, textKo: '', textEn: '' }
  return (
    <WriteUpEditor
      key={draftKey}
      initial={kept ?? initial}
      draftKey={draftKey}
      refusal={reason === 'nothing_gathered' || reason === 'written_up' ? reason : undefined}
    />
  )
}

/** Returns what stands on a place of the ledger and in no write-up, as far as this phone has it. */
function useGathered(teamId: string, place: Place): Gathered {
  const { data: ledger } = useQuery(trpc.policies.ledger.queryOptions({ teamId }))
  const { data } = useInfiniteQuery(
    trpc.policies.entries.infiniteQueryOptions(
      { teamId, ...place },
      { getNextPageParam: (page) => page.nextCursor },
    ),
  )
  const { data: writeUps = [] } = useFoldedQuery(trpc.rulings.list.queryOptions())
  const isHere = (found: Place) =>
    found.policy === place.policy && found.clauseId === place.clauseId && found.versionId === place.versionId
  const row = ledger?.rows.find(isHere)
  const waiting = writeUps.filter(
    (found) => found.teamId === teamId && isHere(found) && !found.closed && found.ruling === null,
  )
  const counts = { dispute: 0, split: 0, unclear_policy: 0, question: 0, escalation: 0 }
  for (const cause of ledgerCauses) {
    const waits = waiting.reduce((sum, found) => sum + found.counts[cause], 0)
    counts[cause] = Math.max((row?.counts[cause] ?? 0) - waits, 0)
  }
  const taken = new Set(writeUps.flatMap(({ closed, entryIds }) => (closed ? [] : entryIds)))
  const entries = (data?.pages.flatMap((page) => page.entries) ?? []).filter(
    ({ entryId }) => !taken.has(entryId),
  )
  return {
    counts,
    from: entries.at(-1)?.openedAt ?? null,
    to: entries[0]?.openedAt ?? null,
    cases: entries.map(({ entryId, caseRef, cause, auditId }) => ({
      ...{ entryId, caseRef, causes: [cause], decision: null, verified: null, auditId },
    })),
  }
}

type Props = {
  initial: WriteUpForm
  draftKey: string
  /** It was refused because nothing stands on its row any more, or all of it waits in another write-up. */
  refusal: 'nothing_gathered' | 'written_up' | undefined
}

function WriteUpEditor({ initial, draftKey, refusal }: Props) {
  const t = useT()
  const save = useSaveWriteUp()
  const { teamId, policy } = initial
  const place = { policy, clauseId: initial.clauseId || null, versionId: initial.versionId || null }
  const gathered = useGathered(teamId, place)
  const names = usePlaceNames()(place)
  const placeText = usePlaceText()(place)
  const summary = [placeText, names.version].filter(Boolean).join(' · ').slice(0, 200)
  const home = policyPaths.ledger(teamId)
  const editor = useEditor({
    ...{ draftKey, initial, isEmpty, home, saved: paths.writeUp(initial.escalationId) },
    read: (form: WriteUpForm) => readWriteUp(form, summary),
    send: (input, { commandId }) => save(input, { commandId, draftKey }),
    ...(refusal ? { refused: { text: t(`writeUp.refused.${refusal}`) } } : {}),
    refusal: () => ({ text: t('writeUp.failed') }),
    say: () => t('writeUp.text.missing'),
  })
  const { values } = editor
  const texts = { textKo: values.textKo.trim() || null, textEn: values.textEn.trim() || null }
  const more = useMarkdown({ place: names, gathered, texts })
  return (
    <EditorScreen
      title={t('writeUp.title')}
      editor={editor}
      home={home}
      submitLabel={t('writeUp.send')}
      more={more}
    >
      <div className="inset inset-block">
        <TextFields ko={editor.field('textKo')} en={editor.field('textEn')} hint={t('writeUp.text.hint')} />
        <p className="text-label text-quiet">{t('writeUp.limit', { n: gatheredLimit })}</p>
      </div>
      <GatheredFacts place={place} gathered={gathered} />
      <GatheredCases cases={gathered.cases} />
    </EditorScreen>
  )
}

/** Puts the write-up on this phone, in the place of a refused one where there is one. */
function useSaveWriteUp() {
  const enqueue = useEnqueue()
  const findUnsent = useFindUnsent()
  return async (input: WriteUpInput, options: { commandId: string; draftKey: string }): Promise<void> => {
    const { refused, replace } = findUnsent(rulingsOnPhone.writeUp, input.escalationId)
    if (refused) await replace(refused.commandId, input, { base: null, ...options })
    else await enqueue(rulingsOnPhone.writeUp, { input, base: null, ...options })
  }
}
