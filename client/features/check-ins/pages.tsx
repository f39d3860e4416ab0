import type { ComponentProps } from 'react'
import { paths } from '#client/lib/paths.ts'
import { DetailPage } from '#client/ui/page.tsx'
import { HelpButton } from './help-button.tsx'

/** A page beneath Wellbeing: Help now stands in its header, as on all of them. */
export function CarePage({
  back = paths.wellbeing,
  ...page
}: Omit<ComponentProps<typeof DetailPage>, 'aside' | 'back'> & {
  back?: ComponentProps<typeof DetailPage>['back']
}) {
  return <DetailPage {...page} back={back} aside={<HelpButton />} />
}
