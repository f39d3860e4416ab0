/** Systems whose exports are moved in. */
export const moveInSources = ['zendesk-qa', 'maestro-qa'] as const
export type MoveInSource = (typeof moveInSources)[number]

/** Where something stands: the file, and within it a path of JSON, or a line of a table. */
export interface FilePlace {
  file: string
  place: string
}

/** Reasons for which files are refused whole: nothing of them is stored. */
export const fileProblems = [
  'empty_file',
  'not_json',
  'unknown_shape',
  'unknown_columns',
  'unreadable',
  'missing_field',
  'not_a_number',
  'out_of_range',
  'not_a_time',
  'ambiguous_time',
  'unsafe_id',
  'too_long',
  'not_a_list',
  'not_an_object',
  'too_many_criteria',
  'unknown_state',
] as const
export interface FileProblem extends FilePlace {
  problem: (typeof fileProblems)[number]
  /** The value, cut to 80 characters, or what was expected. */
  detail: string | null
}

/** Reasons for which a part of the files is not taken over, or not as it stands there. */
export const leftOutReasons = [
  'wellbeing',
  'unknown_part',
  'conditions',
  'group_critical',
  'critical_kind',
  'whose_error',
  'zero_weight',
  'groups_joined',
  'comment_cut',
  'duplicate_review',
  'duplicate_rating',
  'absent_score',
  'absent_rating',
  'no_ratings',
  'nobody',
  'not_in_team',
  'several_people',
  'self_review',
  'reviewer_elsewhere',
  'dispute_without_review',
  'dispute_without_rating',
  'dispute_without_expected',
  'dispute_applied_before',
  'dispute_partly_before_unknown',
  'dispute_twice',
  'dispute_by_another',
  'dispute_of_earlier',
  'rater_unknown',
  'rater_machine',
  'rating_twice',
  'round_without_ratings',
  'round_too_large',
  'round_too_many_values',
] as const
export type LeftOutReason = (typeof leftOutReasons)[number]

export interface LeftOut extends FilePlace {
  reason: LeftOutReason
  /** Names what it is about: a person, a review, a category. */
  about: string
}

/** A number as it is written, in per cent or out of a largest one, with its stored decimals. */
export interface StoredScore {
  value: number
  decimals: number
  /** What `value` is out of: 100 for per cent. */
  outOf: number
}

/** A person of the files; `called` is an e-mail address, an id or a name, null where the file says nobody. */
export interface MovedPerson {
  called: string | null
  machine: boolean
}

export interface MovedCategory {
  id: string
  name: string
  group: string | null
  /** Null where the file does not say it. */
  weight: number | null
  critical: boolean
  /** Failing it fails its group alone, which no rubric of Dure knows: it is not critical here. */
  ofGroup: boolean
  mayNotApply: boolean
}

export interface MovedScorecard {
  id: string
  name: string
  categories: MovedCategory[]
}

export interface MovedRating {
  categoryId: string
  name: string
  group: string | null
  /** Null where the file does not say them. */
  weight: number | null
  critical: boolean | null
  /** In per cent; null is "not applicable". */
  percent: number | null
  comment: string | null
}

export interface MovedReview extends FilePlace {
  id: string
  caseRef: string
  scorecard: { id: string; name: string }
  reviewer: MovedPerson
  reviewee: MovedPerson
  /** As the other system stored it; null where it stored none. */
  score: StoredScore | null
  /** As it is written. */
  createdAt: string
  ratings: MovedRating[]
}

export const movedStates = ['open', 'kept', 'partly', 'accepted', 'withdrawn'] as const
export type MovedState = (typeof movedStates)[number]

export interface MovedDispute extends FilePlace {
  id: string
  reviewId: string
  state: MovedState
  createdBy: MovedPerson
  decidedBy: MovedPerson
  createdAt: string | null
  resolvedAt: string | null
  lines: { categoryId: string; expected: number | null; causes: string[] }[]
}

export interface MovedSession extends FilePlace {
  id: string
  title: string
  dueAt: string
  cases: {
    reference: string
    reviews: { rater: MovedPerson; score: StoredScore | null; ratings: MovedRating[] }[]
  }[]
}

/** Everything that the files of one export say, read and not yet compared with what Dure knows. */
export interface MovedHistory {
  source: MoveInSource
  scorecards: MovedScorecard[]
  reviews: MovedReview[]
  disputes: MovedDispute[]
  sessions: MovedSession[]
  /** Names of people whom the files call by an address too, by the folded address. */
  names: Map<string, string>
  /** Names and ids of the files, with what those they stand for are called, folded; one with two stands for nobody. */
  aliases: Map<string, Set<string>>
  leftOut: LeftOut[]
  problems: FileProblem[]
}

export const emptyHistory = (source: MoveInSource): MovedHistory => ({
  source,
  scorecards: [],
  reviews: [],
  disputes: [],
  sessions: [],
  names: new Map(),
  aliases: new Map(),
  leftOut: [],
  problems: [],
})

/** The largest number of problems that are listed; the others are as many as they are. */
export const problemLimit = 100

/** Returns a value cut to what a list shows. */
export const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
