import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { paths as policyPaths } from '#client/commands/policies-paths.ts'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { useForm } from '#client/forms/use-form.ts'
import { useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useUnsentEdit } from '#client/lib/unsent-edit.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import { Button, ButtonLink } from '#client/ui/button.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { audits, setNameInput } from '#shared/audits/contracts.ts'
import { nameOf, type TermName, termKinds } from '#shared/audits/name-rules.ts'

/** Names policies, queues, languages and decisions in both languages; their codes stand here alone. */
export function NamesPage() {
  const t = useT()
  const query = useQuery(trpc.audits.names.queryOptions())
  const [chosen, setChosen] = useState<TermName>()
  return (
    <DetailPage title={t('names.title')} back={paths.me} asOf={query.dataUpdatedAt || undefined}>
      <p className="inset inset-block text-label text-quiet">{t('names.how')}</p>
      <Loaded query={query}>
        {(terms) =>
          terms.length === 0 ? (
            <EmptyState text={t('names.none')} />
          ) : (
            termKinds.map((kind) => (
              <RowGroup
                key={kind}
                heading={t(`names.kind.${kind}`)}
                limit={Number.POSITIVE_INFINITY}
                aside={
                  kind === 'policy' && (
                    <ButtonLink variant="text" size="row" flush to={policyPaths.policies}>
                      {t('policy.edit.all')}
                    </ButtonLink>
                  )
                }
              >
                {terms
                  .filter((term) => term.kind === kind)
                  .map((term) => (
                    <NameRow key={term.code} term={term} onOpen={() => setChosen(term)} />
                  ))}
              </RowGroup>
            ))
          )
        }
      </Loaded>
      {chosen && (
        <NameSheet key={`${chosen.kind} ${chosen.code}`} term={chosen} onClose={() => setChosen(undefined)} />
      )}
    </DetailPage>
  )
}

function NameRow({ term, onOpen }: { term: TermName; onOpen: () => void }) {
  const t = useT()
  const named = term.nameKo !== null && term.nameEn !== null
  return (
    <Row
      title={`${nameOf(term, 'ko')} · ${nameOf(term, 'en')}`}
      detail={named ? term.code : t('names.unnamed', { code: term.code })}
      onOpen={onOpen}
    />
  )
}

const fields = ['nameKo', 'nameEn'] as const

function NameSheet({ term, onClose }: { term: TermName; onClose: () => void }) {
  const t = useT()
  const toast = useToast()
  const queries = useQueryClient()
  const askNow = useAskNow()
  const { online } = useWorkStatus()
  const { kind, code } = term
  const form = useForm({
    initial: { nameKo: nameOf(term, 'ko'), nameEn: nameOf(term, 'en') },
    read: (values) => readWith(setNameInput, { kind, code, ...values }, fieldsNamed(fields)),
    send: (input) =>
      askNow(audits.setName, input).finally(
        () => void queries.invalidateQueries(trpc.audits.names.pathFilter()),
      ),
    say: (field) => t(`names.missing.${field}`),
    refusal: () => ({ text: t('names.failed') }),
  })
  useUnsentEdit(form.dirty)

  async function save() {
    if (!(await form.submit())) return
    toast({ text: t('names.saved', { name: form.values.nameKo }) })
    onClose()
  }

  return (
    <Sheet
      open
      onClose={onClose}
      title={t(`names.edit.${kind}`)}
      footer={
        <Button disabled={!online || form.busy} onClick={() => void save()}>
          {t('names.save')}
        </Button>
      }
    >
      <div className="stack">
        <p className="text-label text-quiet">{t('names.code', { code })}</p>
        {!online && <output>{t('names.offline')}</output>}
        <TextField label={t('names.ko')} maxLength={100} autoComplete="off" {...form.field('nameKo')} />
        <TextField label={t('names.en')} maxLength={100} autoComplete="off" {...form.field('nameEn')} />
        <p role="alert" className="field-error" hidden={!form.failure}>
          {form.failure}
        </p>
      </div>
    </Sheet>
  )
}
