import './button.css'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { Link, type To } from 'react-router'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'

export type ButtonVariant = 'primary' | 'secondary' | 'text' | 'danger'

type Appearance = {
  variant?: ButtonVariant | undefined
  /** `row` is 40 high with a hit area of 48; `wide` fills its line. */
  size?: 'normal' | 'row' | 'wide' | undefined
  icon?: LucideIcon | undefined
  /** The words of a text button end on the margin, not its padding. */
  flush?: boolean | undefined
  children: ReactNode
}

const classesOf = (
  { variant = 'primary', size = 'normal', flush = false }: Pick<Appearance, 'variant' | 'size' | 'flush'>,
  className?: string,
) =>
  classNames(
    'button',
    `button-${variant}`,
    size !== 'normal' && `button-${size}`,
    flush && 'button-flush',
    className,
  )

export function Button({
  variant,
  size,
  icon,
  flush,
  children,
  className,
  type = 'button',
  ...rest
}: Appearance & Omit<ComponentProps<'button'>, keyof Appearance>) {
  return (
    <button {...rest} type={type} className={classesOf({ variant, size, flush }, className)}>
      {icon && <Icon icon={icon} small />}
      {children}
    </button>
  )
}

/** Looks like a button, goes to a place. */
export function ButtonLink({
  variant,
  size,
  icon,
  children,
  to,
  className,
}: Appearance & { to: To; className?: string }) {
  return (
    <Link to={to} className={classesOf({ variant, size }, className)}>
      {icon && <Icon icon={icon} small />}
      {children}
    </Link>
  )
}

/** An icon of 24 on 48 by 48, named for those who do not see it. */
export function IconButton({
  icon,
  label,
  className,
  ...rest
}: { icon: LucideIcon; label: string } & Omit<ComponentProps<'button'>, 'children'>) {
  return (
    <button {...rest} type="button" aria-label={label} className={classNames('icon-button', className)}>
      <Icon icon={icon} />
    </button>
  )
}
