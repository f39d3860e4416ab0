import { useQuery } from '@tanstack/react-query'
import { download } from '#client/lib/download.ts'
import { createFormat } from '#client/lib/format.ts'
import { createTranslate, loadCatalogue, useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { namesIn } from '#client/lib/names.ts'
import { trpc } from '#client/lib/trpc.ts'
import type { MenuItem } from '#client/ui/menu.tsx'
import { useToast } from '#client/ui/toast.tsx'
import type { markdownOf } from './markdown.ts'

/** Returns the ways in which a write-up leaves Dure, as items of a menu: both languages, the reader's first. */
export function useMarkdown(document: Parameters<typeof markdownOf>[0] | undefined): MenuItem[] {
  const t = useT()
  const toast = useToast()
  const { locale } = useFormat()
  const { zone } = useMe().person
  const { data: terms = [] } = useQuery(trpc.audits.names.queryOptions())
  if (!document) return []

  async function write(): Promise<string> {
    const { markdownOf } = await import('./markdown.ts')
    const locales = locale === 'ko' ? (['ko', 'en'] as const) : (['en', 'ko'] as const)
    const languages = await Promise.all(
      locales.map(async (each) => ({
        t: createTranslate(await loadCatalogue(each)),
        format: createFormat(each, zone),
        names: namesIn(terms, each),
      })),
    )
    return markdownOf(document as NonNullable<typeof document>, languages)
  }
  async function copy() {
    try {
      await navigator.clipboard.writeText(await write())
      toast({ text: t('writeUp.copied') })
    } catch {
      toast({ text: t('writeUp.notCopied') })
    }
  }
  async function save() {
    try {
      download('write-up.md', await write(), 'text/markdown')
    } catch {
      toast({ text: t('writeUp.notCopied') })
    }
  }
  return [
    { label: t('writeUp.copy'), onSelect: () => void copy() },
    { label: t('writeUp.download'), onSelect: () => void save() },
    { label: t('writeUp.print'), onSelect: () => print() },
  ]
}
