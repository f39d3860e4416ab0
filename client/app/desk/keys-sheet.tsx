import type { AppPlace } from '#client/app/shell/places.ts'
import { useT } from '#client/lib/i18n.ts'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { Sheet } from '#client/ui/sheet.tsx'
import type { ListKeys } from './list-keys.ts'
import { placeKeys } from './place-keys.ts'

type Props = {
  open: boolean
  places: readonly AppPlace[]
  /** The acts that the list offers now. */
  able: ReturnType<ListKeys['able']> | undefined
  onClose: () => void
}

type Line = { what: string; signs: readonly string[]; shown: boolean | undefined }

/** Names the keys that do something where the reader is. */
export function KeysSheet({ open, places, able, onClose }: Props) {
  const t = useT()
  const lines: readonly Line[] = [
    { what: t('keys.rows'), signs: ['j', 'k'], shown: able?.rows },
    { what: t('keys.open'), signs: ['Enter'], shown: able?.rows },
    { what: t('keys.button'), signs: ['e'], shown: able?.buttons },
    { what: t('keys.later'), signs: ['l'], shown: able?.buttons },
    { what: t('keys.select'), signs: ['x'], shown: able?.select },
    { what: t('keys.narrow'), signs: ['f'], shown: able?.narrow },
    { what: t('search.title'), signs: ['/'], shown: true },
    ...places.map(({ label }) => ({ what: t(label), signs: ['g', placeKeys[label]], shown: true })),
    { what: t('keys.title'), signs: ['?'], shown: true },
  ]
  return (
    <Sheet open={open} onClose={onClose} title={t('keys.title')}>
      <DefinitionList variant="ruled" className="pane-keys">
        {lines
          .filter(({ shown }) => shown)
          .map(({ what, signs }) => (
            <Definition key={what} term={what}>
              <span className="cluster">
                {signs.map((sign) => (
                  <kbd key={sign} className="pane-key">
                    {sign}
                  </kbd>
                ))}
              </span>
            </Definition>
          ))}
      </DefinitionList>
      <p className="text-label text-quiet">{t('keys.off')}</p>
    </Sheet>
  )
}
