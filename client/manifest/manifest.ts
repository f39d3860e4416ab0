import type { OnPhoneOf } from '#client/commands/on-phone.ts'
import type { LazyPage } from '#client/lib/lazy-page.tsx'
import type { Feature, Kept, Queries } from '#shared/features.ts'
import type { InboxKind, NotificationKinds } from '#shared/inbox/kinds.ts'
import type { Me } from '#shared/people/views.ts'
import type { TodayKind, TodayKinds } from '#shared/today/kinds.ts'
import type { AfterStart } from './after-start.ts'
import type { NotificationAddresses, NotificationMarks } from './notifications.ts'
import type { PersonSlots } from './person-slots.ts'
import type { RowKinds } from './today-rows.ts'

/** The full names of a feature's queries, such as 'today.list'. */
export type QueryName<F extends Feature = Feature> = {
  [G in F & keyof Queries]: `${G}.${keyof Queries[G] & string}`
}[F & keyof Queries]

/** How the answers of a query lie on the phone, where all of them are encrypted. */
export interface QueryPlace {
  /** Shown by the first screen: read from the phone before anything is painted. */
  readonly home?: true
  /** False where no copy may outlast the screen, because what it shows can be taken back at any moment. */
  readonly kept?: false
}

/** A screen and its address; the code of each comes by itself. */
export type FeatureRoute = LazyPage & {
  readonly path: string
  /** No bar below: editors. */
  readonly bare?: boolean
  /** It looks somebody up among the people of the teams, and waits until they are known. */
  readonly people?: boolean
  /**
   * A list that stays beside what was opened from it, where there is room for both: an outer one also while nothing is
   * open; an inner one is itself opened from an outer one.
   */
  readonly list?: 'outer' | 'inner'
  /** Whose screen it is; everybody's where it does not say. */
  readonly allowed?: (me: Me) => boolean
}

/**
 * A feature on the phone, declared once: the app folds the manifests of all features. What the first paint needs stands
 * here; the rest comes after it, in code of its own.
 */
export type Manifest<F extends Feature> = ManifestBase<F> &
  (keyof Kept<F> extends never
    ? { readonly commands?: never }
    : { readonly commands: () => Promise<OnPhoneOf<F>> }) &
  (F extends keyof TodayKinds ? { readonly rows: TodayRows<TodayKinds[F]> } : { readonly rows?: never }) &
  (F extends keyof NotificationKinds
    ? { readonly notifications: Notifications<NotificationKinds[F]> }
    : { readonly notifications?: never })

/** A feature's rows of Today. */
interface TodayRows<K extends TodayKind> {
  /** How each kind is drawn. */
  readonly kinds: () => Promise<RowKinds<K>>
}

/** A feature's notifications. */
interface Notifications<K extends InboxKind> {
  readonly addresses: NotificationAddresses<K>
  readonly marks: () => Promise<NotificationMarks<K>>
}

interface ManifestBase<F extends Feature> {
  /** Every query of the feature is named, also where nothing is said of it. */
  readonly queries: { readonly [Q in QueryName<F>]: QueryPlace }
  /**
   * Lists that stay beside what they open, and the screens that most starts lead to. Of several addresses that fit, the
   * first holds.
   */
  readonly routes: readonly FeatureRoute[]
  /** Returns all its other screens, which come soon after the first paint, or with an address of theirs. */
  readonly laterRoutes?: () => Promise<readonly FeatureRoute[]>
  /** What it shows on a person's page. */
  readonly person?: () => Promise<PersonSlots>
  readonly afterStart: () => Promise<AfterStart>
}
