import './part.css'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Heading, type HeadingLevel, type HeadingVariant } from './heading.tsx'

type Gap = 'none' | 'close' | 'normal'

/** What lies below a heading stands as far from it as the heading is large. */
const gaps: Record<HeadingVariant, Gap> = {
  title: 'normal',
  heading: 'normal',
  label: 'normal',
  plain: 'close',
  quiet: 'none',
  ruled: 'none',
}

type Props = {
  heading: ReactNode
  level?: HeadingLevel | undefined
  variant?: HeadingVariant | undefined
  /** Between the heading and what is below it; follows from the look unless given. */
  gap?: Gap | undefined
} & ComponentProps<'section'>

/** A part of a page: a section that begins with its heading. */
export function Part({
  heading,
  level = 2,
  variant = 'label',
  gap = gaps[variant],
  className,
  children,
  ...rest
}: Props) {
  const names = classNames(
    gap !== 'none' && 'stack',
    gap === 'close' && 'stack-close',
    variant === 'ruled' && 'part-ruled',
    className,
  )
  return (
    <section {...rest} className={names || undefined}>
      <Heading level={level} variant={variant}>
        {heading}
      </Heading>
      {children}
    </section>
  )
}
