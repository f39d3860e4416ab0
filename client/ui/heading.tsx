import './heading.css'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

/** `plain` is as large as the text around it, `quiet` is a label, `ruled` a label with a line below from edge to edge. */
export type HeadingVariant = 'title' | 'heading' | 'plain' | 'label' | 'quiet' | 'ruled'

export type HeadingLevel = 1 | 2 | 3 | 4

type Props = { level: HeadingLevel; variant?: HeadingVariant | undefined } & ComponentProps<'h1'>

/** The only place that writes a heading: the level is its rank on the page, the look is how it is drawn. */
export function Heading({ level, variant = 'plain', className, ...rest }: Props) {
  const Element = `h${level}` as const
  const names = classNames(variant !== 'plain' && `heading-${variant}`, className)
  return <Element {...rest} className={names || undefined} />
}
