import './admin.css'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldsNamed, readWith } from '#client/forms/reading.ts'
import { type Refusal, useForm } from '#client/forms/use-form.ts'
import { toAppError } from '#client/lib/app-error.ts'
import { type Translate, useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { api, trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { Button } from '#client/ui/button.tsx'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { administration } from '#shared/administration/contracts.ts'
import { addressRequestDays } from '#shared/administration/rules.ts'
import type { OwnAddress } from '#shared/administration/views.ts'
import { requestAddressInput } from '#shared/auth/views.ts'
import { useAdminister, useOwnAddress } from './data.ts'
import { refusalOf } from './refusals.ts'

const fields = ['email', 'current'] as const
type Name = (typeof fields)[number]

/** Shows the address that the reader signs in with, and asks for another one. */
export function AddressPage() {
  const t = useT()
  const query = useOwnAddress()
  return (
    <DetailPage title={t('address.title')} back={paths.me} asOf={query.dataUpdatedAt || undefined}>
      <Loaded query={query}>{(own) => <Found own={own} />}</Loaded>
    </DetailPage>
  )
}

function Found({ own: { email, request, confirmable } }: { own: OwnAddress }) {
  const t = useT()
  const { shortDate } = useFormat()
  const { online } = useWorkStatus()
  const open = request?.state === 'open' ? request : undefined
  return (
    <>
      <DefinitionList variant="stacked" className="inset admin-facts">
        <Definition term={t('address.present')}>{email}</Definition>
        {open && <Definition term={t('address.open')}>{open.email}</Definition>}
      </DefinitionList>
      <div className="inset stack stack-wide">
        {request?.state === 'declined' && <p>{t('address.declined', { email: request.email })}</p>}
        {request?.state === 'lapsed' && (
          <p>{t('address.lapsed', { email: request.email, n: addressRequestDays })}</p>
        )}
        {open ? (
          <div className="stack">
            <p>{t('address.open.until', { day: shortDate(open.until) })}</p>
            <p className="text-label text-quiet">{t(confirmable ? 'address.open.how' : 'address.alone')}</p>
          </div>
        ) : (
          <p>
            {t('address.what')} {!confirmable && t('address.alone')}
          </p>
        )}
        {!online && <output>{t('admin.offline')}</output>}
        {open ? <Withdraw requestId={open.requestId} /> : <AddressForm />}
      </div>
    </>
  )
}

function Withdraw({ requestId }: { requestId: string }) {
  const t = useT()
  const toast = useToast()
  const { online } = useWorkStatus()
  const administer = useAdminister()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()

  async function withdraw() {
    setBusy(true)
    setFailure(undefined)
    try {
      await administer(administration.withdrawAddress, { requestId })
      toast({ text: t('address.withdrawn') })
    } catch (thrown) {
      setFailure(refusalOf(t, thrown, []).text)
      setBusy(false)
    }
  }

  return (
    <div className="stack">
      <p role="alert" className="field-error" hidden={!failure}>
        {failure}
      </p>
      <div>
        <Button variant="secondary" disabled={!online || busy} onClick={() => void withdraw()}>
          {t('address.withdraw')}
        </Button>
      </div>
    </div>
  )
}

/** Returns what the server refused, at the field that it speaks of. */
function addressRefusal(t: Translate, thrown: unknown): Refusal<Name> {
  const { code, details } = toAppError(thrown)
  const { reason, retryAfter } = details
  if (reason === 'wrong_password') return { field: 'current', text: t('password.wrong') }
  if (reason === 'address_same') return { field: 'email', text: t('address.same') }
  if (reason === 'network') return { text: t('address.offline') }
  if (reason === 'busy') return { text: t('signIn.busy') }
  if (code === 'TOO_MANY_REQUESTS') return { text: t('signIn.wait', { n: retryAfter ?? 60 }) }
  return { text: t(`error.${code}`) }
}

function AddressForm() {
  const t = useT()
  const toast = useToast()
  const queries = useQueryClient()
  const { online } = useWorkStatus()
  const form = useForm({
    initial: { email: '', current: '' },
    read: (values) => readWith(requestAddressInput, values, fieldsNamed(fields)),
    send: (input) => api.auth.requestAddress.mutate(input),
    say: (field, fault) => {
      if (field === 'current') return t('password.current.missing')
      return t(fault === 'missing' ? 'address.new.missing' : 'admin.error.email')
    },
    refusal: (thrown) => addressRefusal(t, thrown),
  })

  async function ask() {
    if (!(await form.submit())) return
    toast({ text: t('address.asked') })
    await queries.invalidateQueries(trpc.administration.ownAddress.queryFilter())
  }

  return (
    <form
      className="stack stack-wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void ask()
      }}
    >
      <TextField
        label={t('address.new')}
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        {...form.field('email')}
      />
      <TextField
        label={t('password.current')}
        type="password"
        autoComplete="current-password"
        {...form.field('current')}
      />
      <p role="alert" className="field-error" hidden={!form.failure}>
        {form.failure}
      </p>
      <div>
        <Button type="submit" disabled={!online || form.busy}>
          {t('address.ask')}
        </Button>
      </div>
    </form>
  )
}
