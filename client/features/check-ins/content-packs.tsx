import { checkInsOnPhone } from '#client/commands/check-ins.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { trpc } from '#client/lib/trpc.ts'
import { useEnqueue } from '#client/offline/react/offline-context.ts'
import { useFoldedQuery } from '#client/offline/react/use-folded-query.ts'
import { Part } from '#client/ui/part.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { ContentPackEntry } from '#shared/check-ins/views.ts'

/** Turns installed questionnaires on or off. Nobody's answers are here. */
export function ContentPacks() {
  const t = useT()
  const { locale } = useMe().person
  const toast = useToast()
  const enqueue = useEnqueue()
  const { data: packs } = useFoldedQuery(trpc.checkIns.contentPacks.queryOptions())
  if (!packs) return null
  const turn = ({ packId, version }: ContentPackEntry, turnedOn: boolean) =>
    enqueue(checkInsOnPhone.setContentPack, { input: { packId, turnedOn }, base: version }).catch(() =>
      toast({ text: t('talk.failed') }),
    )
  return (
    <div className="inset inset-block">
      <Part variant="heading" heading={t('packs.title')}>
        <p className="text-label text-quiet">{t(packs.length === 0 ? 'packs.none' : 'packs.text')}</p>
        {packs.map((pack) => (
          <div key={pack.packId} className="stack">
            <Switch
              label={`${pack.title[locale] ?? pack.title.en ?? pack.title.ko ?? pack.packId} ${pack.packVersion}`}
              hint={t('packs.is', { items: pack.items, days: pack.leastDistanceDays })}
              checked={pack.turnedOn}
              onChange={(on) => void turn(pack, on)}
            />
            <p className="text-caption">
              {pack.source} · {pack.licence}
            </p>
          </div>
        ))}
      </Part>
    </div>
  )
}
