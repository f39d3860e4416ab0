import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { useAskNow } from '#client/offline/react/ask-now.ts'
import { useOffline } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { useToast } from '#client/ui/toast.tsx'
import { meetings } from '#shared/meetings/contracts.ts'
import type { CalendarFeed } from '#shared/meetings/views.ts'
import { makeFeedAddress } from './feed-address.ts'

/** A calendar feed of one's 1:1s: made, copied once, and taken back. */
export function FeedPage() {
  const t = useT()
  const query = useQuery(trpc.meetings.feed.queryOptions())
  return (
    <DetailPage title={t('feed.title')} back={appPaths.me} asOf={query.dataUpdatedAt || undefined}>
      <div className="inset inset-block stack">
        <p className="text-prose">{t('feed.text')}</p>
        <Loaded query={query}>{({ feed }) => <FeedForm feed={feed} />}</Loaded>
      </div>
    </DetailPage>
  )
}

function FeedForm({ feed }: CalendarFeed) {
  const t = useT()
  const format = useFormat()
  const toast = useToast()
  const askNow = useAskNow()
  const queries = useQueryClient()
  const { platform } = useOffline().outbox
  const { online } = useWorkStatus()
  const [showsNames, setShowsNames] = useState(feed?.showsNames ?? false)
  const [busy, setBusy] = useState(false)
  const [address, setAddress] = useState<string>()
  const [closing, setClosing] = useState(false)

  /** Does what needs the server, and reads the feed again. */
  async function ask(work: () => Promise<unknown>) {
    setBusy(true)
    try {
      await work()
      await queries.invalidateQueries(trpc.meetings.feed.queryFilter())
    } catch {
      toast({ text: t('feed.failed') })
    } finally {
      setBusy(false)
    }
  }
  const open = () =>
    ask(async () => {
      const made = await makeFeedAddress(window.location.origin)
      const input = { feedId: platform.newId(), tokenHash: made.tokenHash, showsNames }
      await askNow(meetings.openFeed, input, { base: null })
      setAddress(made.address)
    })
  const close = (feedId: string) =>
    ask(async () => {
      await askNow(meetings.closeFeed, { feedId }, { base: null })
      setAddress(undefined)
      setClosing(false)
    })

  return (
    <>
      {feed && !address && (
        <p>{t(feed.showsNames ? 'feed.open.names' : 'feed.open', { day: format.date(feed.openedAt) })}</p>
      )}
      {address && <Address address={address} />}
      {!address && (
        <Switch
          label={t('feed.names')}
          hint={t('feed.names.hint')}
          checked={showsNames}
          onChange={setShowsNames}
        />
      )}
      {!online && <output>{t('feed.offline')}</output>}
      {!address && (
        <Button size="wide" disabled={busy || !online} onClick={() => void open()}>
          {t(feed ? 'feed.again' : 'feed.make')}
        </Button>
      )}
      {feed && (
        <Button variant="danger" size="wide" disabled={busy || !online} onClick={() => setClosing(true)}>
          {t('feed.close')}
        </Button>
      )}
      {feed && closing && (
        <Sheet
          open
          onClose={() => setClosing(false)}
          title={t('feed.close')}
          footer={
            <>
              <Button variant="secondary" onClick={() => setClosing(false)}>
                {t('ui.cancel')}
              </Button>
              <Button variant="danger" disabled={busy} onClick={() => void close(feed.feedId)}>
                {t('feed.close')}
              </Button>
            </>
          }
        >
          <p className="text-prose">{t('feed.close.text')}</p>
        </Sheet>
      )}
    </>
  )
}

/** The address, shown once: copied, or selected where the browser does not copy. */
function Address({ address }: { address: string }) {
  const t = useT()
  const [said, setSaid] = useState('')
  async function copy() {
    try {
      await navigator.clipboard.writeText(address)
      setSaid(t('feed.copied'))
    } catch {
      setSaid(t('feed.notCopied'))
    }
  }
  return (
    <>
      <Field label={t('feed.address')} hint={t('feed.once')}>
        {(control) => (
          <input
            {...control}
            className="control"
            readOnly
            value={address}
            onFocus={(event) => event.target.select()}
          />
        )}
      </Field>
      <Button size="wide" onClick={() => void copy()}>
        {t('feed.copy')}
      </Button>
      <output>{said}</output>
    </>
  )
}
