import { type Fields, fieldsOf, isObject, Fields as ObjectFields, parsedJson } from './json-fields.ts'
import {
  emptyHistory,
  type FilePlace,
  type LeftOutReason,
  type MovedCategory,
  type MovedHistory,
  type MovedPerson,
  type MovedRating,
  type MovedState,
  shown,
} from './move-in-history.ts'
import { noteCalls } from './move-in-names.ts'

type Kind = 'conversations' | 'reviews' | 'disputes' | 'sessions' | 'scorecards' | 'categories'

/** Names of the lists of an export, without regard to case and underscores. */
const listNames: Readonly<Record<string, Kind>> = {
  conversations: 'conversations',
  reviews: 'reviews',
  disputes: 'disputes',
  calibrationsessions: 'sessions',
  calibrations: 'sessions',
  sessions: 'sessions',
  scorecards: 'scorecards',
  categories: 'categories',
  ratingcategories: 'categories',
}
const wrappers = new Set(['data', 'items', 'results', 'export'])
const aboutWellbeing = /wellbeing|wellness|checkin|mood|pulse|burnout|survey/

/** The parts that an export has, for a refusal that names them. */
const expectedParts = 'conversations, scorecards, disputes, calibrationSessions'

const perCent = { least: 0, largest: 100 }
const weights = { least: 0, largest: 1000 }

/** Reads the files of an export of Zendesk QA; each holds one of its lists, or several. */
export function readZendesk(files: readonly { name: string; text: string }[]): MovedHistory {
  const history = emptyHistory('zendesk-qa')
  for (const { name, text } of files) readFile(history, name, text)
  return withoutTwins(history)
}

function readFile(history: MovedHistory, file: string, text: string): void {
  if (text.trim() === '') {
    history.problems.push({ file, place: '1:1', problem: 'empty_file', detail: null })
    return
  }
  const parsed = parsedJson(text)
  if (!('value' in parsed)) {
    const detail = parsed.cutOff ? 'cut off' : null
    history.problems.push({ file, place: parsed.place, problem: 'not_json', detail })
    return
  }
  if (!readValue(history, parsed.value, { file, place: '$' }))
    history.problems.push({ file, place: '$', problem: 'unknown_shape', detail: expectedParts })
}

/** Reads a list, or an object of lists. Returns false where it is neither. */
function readValue(history: MovedHistory, value: unknown, position: FilePlace): boolean {
  if (Array.isArray(value)) return readList(history, kindOfItem(value[0]), value, position)
  if (!isObject(value)) return false
  const kind = kindOfItem(value)
  if (kind) return readList(history, kind, [value], position)
  const known = Object.entries(value).map(([name, part]) => {
    const key = name.replace(/[_\-\s]/g, '').toLowerCase()
    const here = { file: position.file, place: `${position.place}.${name}` }
    if (aboutWellbeing.test(key)) return leave(history, here, 'wellbeing', name)
    const named = listNames[key]
    if (named && Array.isArray(part)) {
      const own = kindOfItem(part[0])
      return readList(history, own && own !== 'categories' ? own : named, part, here)
    }
    if (wrappers.has(key)) return readValue(history, part, here)
    if (Array.isArray(part) && part.length > 0) leave(history, here, 'unknown_part', name)
    return false
  })
  return known.some(Boolean)
}

function leave(history: MovedHistory, position: FilePlace, reason: LeftOutReason, about: string): true {
  history.leftOut.push({ ...position, reason, about })
  return true
}

/** Returns what an item of a list is by its fields; undefined where it is nothing of an export. */
function kindOfItem(item: unknown): Kind | undefined {
  if (!isObject(item)) return undefined
  const fields = new ObjectFields(item, { file: '', place: '' }, [])
  if (fields.has('reviewId') && fields.has('status', 'type', 'categories')) return 'disputes'
  if (fields.has('reviews') && fields.has('externalId')) return 'conversations'
  if (fields.has('conversations') && fields.has('title', 'dueAt')) return 'sessions'
  if (fields.has('reviewee') || (fields.has('ratings') && fields.has('score'))) return 'reviews'
  if (fields.has('name', 'id') && fields.has('categories', 'groups') && !fields.has('conversations'))
    return 'scorecards'
  if (fields.has('name') && fields.has('weight', 'scale')) return 'categories'
  return undefined
}

function readList(
  history: MovedHistory,
  kind: Kind | undefined,
  list: readonly unknown[],
  position: FilePlace,
): boolean {
  if (list.length === 0) return true
  if (!kind) return false
  const items = fieldsOf(list, position, history.problems)
  if (kind === 'categories') addScorecard(history, { id: '', name: 'Zendesk QA' }, items)
  else for (const item of items) readers[kind](history, item)
  return true
}

const readers: Record<Exclude<Kind, 'categories'>, (history: MovedHistory, item: Fields) => void> = {
  conversations: readConversation,
  reviews: (history, item) => {
    const conversation = item.object('conversation') ?? item
    readReview(history, item, conversation.needed('externalId', 'conversationExternalId', 'conversationId'))
  },
  disputes: readDispute,
  sessions: readSession,
  scorecards: readScorecard,
}

function readScorecard(history: MovedHistory, item: Fields): void {
  const id = item.needed('id')
  const name = item.id('name', 'title') ?? id
  if (id === undefined || name === undefined) return
  const grouped = item.list('groups').flatMap((group) => {
    const title = group.id('name', 'title') ?? null
    return group.list('categories').map((category) => ({ category, title }))
  })
  const plain = item.list('categories').map((category) => ({ category, title: null }))
  const found = [...plain, ...grouped]
  addScorecard(
    history,
    { id, name },
    found.map(({ category }) => category),
    found.map(({ title }) => title),
  )
}

function addScorecard(
  history: MovedHistory,
  { id, name }: { id: string; name: string },
  items: readonly Fields[],
  titles: readonly (string | null)[] = [],
): void {
  const categories = items.flatMap((item, place) => categoryOf(history, item, titles[place] ?? null))
  if (categories.length > 0) history.scorecards.push({ id, name, categories })
}

function categoryOf(history: MovedHistory, item: Fields, title: string | null): MovedCategory[] {
  const id = item.needed('id', 'categoryId')
  const name = item.id('name', 'categoryName', 'title') ?? id
  if (id === undefined || name === undefined) return []
  const isOfGroup = item.flag('groupCritical') === true && item.flag('reviewCritical') !== true
  if (item.flag('groupCritical')) leave(history, item.position, 'group_critical', name)
  const conditions = item.raw('conditions')
  if (Array.isArray(conditions) && conditions.length > 0) leave(history, item.position, 'conditions', name)
  const weight = item.number(weights, 'weight')
  const isCritical = item.flag('critical') === true || item.flag('reviewCritical') === true
  return [
    {
      ...{ id, name, group: groupOf(item) ?? title, weight: weight?.value ?? null },
      critical: isCritical && !isOfGroup,
      ofGroup: isOfGroup,
      mayNotApply: item.flag('skippable') !== false,
    },
  ]
}

const groupOf = (item: Fields): string | null =>
  item.id('groupName') ?? item.object('group')?.id('name', 'title') ?? null

function readConversation(history: MovedHistory, item: Fields): void {
  const reference = item.needed('externalId')
  const reviews = item.list('reviews')
  for (const review of reviews) readReview(history, review, reference, item)
}

function readReview(
  history: MovedHistory,
  item: Fields,
  caseRef: string | undefined,
  conversation: Fields = item,
): void {
  const id = item.needed('id')
  const createdAt =
    timeOf(item, 'createdISO', 'createdAtISO', 'createdAt', 'created', 'updatedISO') ??
    timeOf(conversation, 'createdAtISO')
  if (createdAt === undefined) item.fail('missing_field', 'createdISO')
  const reviewee = personOf(history, item, 'reviewee')
  if (reviewee.called === null) item.fail('missing_field', 'reviewee.email')
  const ratings = ratingsOf(history, item, id ?? '')
  const score = item.number(perCent, 'score')
  if (id === undefined || caseRef === undefined || createdAt === undefined) return
  const scored = ratings.some(({ percent }) => percent !== null)
  if (ratings.length === 0) leave(history, item.position, 'no_ratings', id)
  if (score === null && scored) leave(history, item.position, 'absent_score', id)
  history.reviews.push({
    ...item.position,
    ...{ id, caseRef, scorecard: scorecardOf(item), reviewee, createdAt, ratings },
    reviewer: { ...personOf(history, item, 'reviewer'), machine: isMachine(item) },
    score: score && { ...score, outOf: 100 },
  })
}

const isMachine = (item: Fields): boolean =>
  item.flag('isBot') === true || item.object('reviewer')?.flag('isBot', 'bot') === true

/** Returns the scorecard of a review: by its id or name, or as an object; nameless where the review says none. */
function scorecardOf(item: Fields): { id: string; name: string } {
  const inner = item.object('scorecard')
  const id = inner ? inner.id('id', 'name') : item.id('scorecardId', 'scorecard')
  return { id: id ?? '', name: inner?.id('name', 'title') ?? item.id('scorecardName') ?? id ?? 'Zendesk QA' }
}

function ratingsOf(history: MovedHistory, item: Fields, reviewId: string): MovedRating[] {
  const found = item.list('ratings').flatMap((rating): MovedRating[] => {
    const id = rating.id('categoryId', 'category') ?? rating.id('categoryName')
    if (id === undefined) {
      rating.fail('missing_field', 'categoryId')
      return []
    }
    const name = rating.id('categoryName') ?? id
    const percent = rating.number(perCent, 'score', 'rating')?.value ?? null
    if (!rating.has('score', 'rating'))
      leave(history, rating.position, 'absent_rating', `${reviewId} · ${name}`)
    const causes = [...rating.texts('cause'), ...rating.texts('causes')]
    return [
      {
        ...{ categoryId: id, name, group: groupOf(rating), percent },
        weight: rating.number(weights, 'weight')?.value ?? null,
        critical: rating.flag('critical'),
        comment: [...new Set(causes)].join(' · ') || null,
      },
    ]
  })
  const first = new Set<string>()
  return found.filter(({ categoryId, name }) => {
    if (!first.has(categoryId)) return first.add(categoryId)
    leave(history, item.position, 'duplicate_rating', `${reviewId} · ${name}`)
    return false
  })
}

/** Returns a person by e-mail address, else by id or name. */
function personOf(history: MovedHistory, item: Fields, name: string): MovedPerson {
  const inner = item.object(name)
  const called = inner ? inner.id('email', 'name', 'externalId', 'id') : item.id(name, `${name}Email`)
  if (called && inner)
    noteCalls(history, called, { name: inner.raw('name'), ids: [inner.raw('externalId'), inner.raw('id')] })
  return { called: called || null, machine: inner?.flag('isBot', 'bot') === true }
}

/** Returns a time as it is written; a number is milliseconds, or seconds, since 1970. */
function timeOf(item: Fields, ...names: string[]): string | undefined {
  const value = item.raw(...names)
  if (typeof value === 'string' && value.trim() !== '') return value.trim().slice(0, 60)
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  const time = new Date(value > 1e11 ? value : value * 1000)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}

const states: Readonly<Record<string, MovedState>> = {
  ...{ open: 'open', pending: 'open', new: 'open', inprogress: 'open', assigned: 'open', reopened: 'open' },
  ...{ accepted: 'accepted', approved: 'accepted', resolved: 'accepted' },
  ...{ partiallyaccepted: 'partly', partial: 'partly', partlyaccepted: 'partly', partially: 'partly' },
  ...{ rejected: 'kept', declined: 'kept', denied: 'kept' },
  ...{ withdrawn: 'withdrawn', cancelled: 'withdrawn', canceled: 'withdrawn', deleted: 'withdrawn' },
}

function readDispute(history: MovedHistory, item: Fields): void {
  const reviewId = item.needed('reviewId')
  const status = item.needed('status')
  const rejectedBy = personOf(history, item, 'rejectedBy')
  const word = status?.replace(/[_\-\s]/g, '').toLowerCase()
  const named = word === undefined ? undefined : states[word]
  if (status !== undefined && !named) item.fail('unknown_state', 'status', shown(status))
  const lines = item.list('categories').flatMap((category) => {
    const id = category.needed('id', 'categoryId')
    const expected = category.number(perCent, 'expectedRating', 'expectedScore')?.value ?? null
    return id === undefined ? [] : [{ categoryId: id, expected, causes: category.texts('rootCause') }]
  })
  if (reviewId === undefined || !named) return
  const isRejected = word === 'resolved' && rejectedBy.called !== null
  const state = isRejected ? 'kept' : named
  history.disputes.push({
    ...item.position,
    ...{ reviewId, state, lines, id: item.id('id') ?? reviewId },
    createdBy: personOf(history, item, 'createdBy'),
    decidedBy: rejectedBy.called === null ? personOf(history, item, 'assignee') : rejectedBy,
    createdAt: timeOf(item, 'createdAt', 'createdISO', 'createdAtISO', 'created') ?? null,
    resolvedAt: timeOf(item, 'resolvedAt', 'resolvedISO', 'resolvedAtISO') ?? null,
  })
}

function readSession(history: MovedHistory, item: Fields): void {
  const title = item.needed('title', 'name')
  const dueAt = timeOf(item, 'dueAt', 'dueAtISO', 'dueDate')
  if (dueAt === undefined) item.fail('missing_field', 'dueAt')
  const cases = item.list('conversations').flatMap((conversation) => {
    const reference = conversation.needed('externalId')
    const reviews = conversation.list('reviews').map((review) => {
      const score = review.number(perCent, 'score')
      return {
        rater: { ...personOf(history, review, 'reviewer'), machine: isMachine(review) },
        score: score && { ...score, outOf: 100 },
        ratings: ratingsOf(history, review, reference ?? ''),
      }
    })
    return reference === undefined ? [] : [{ reference, reviews }]
  })
  if (title === undefined || dueAt === undefined) return
  history.sessions.push({
    ...item.position,
    ...{ title, dueAt, cases, id: item.id('id') ?? `${title} ${dueAt}` },
  })
}

/** Takes a review that stands twice once; the second one is listed, whatever it says. */
function withoutTwins(history: MovedHistory): MovedHistory {
  const known = new Set<string>()
  const reviews = history.reviews.filter((review) => {
    if (!known.has(review.id)) return known.add(review.id)
    leave(history, { file: review.file, place: review.place }, 'duplicate_review', review.id)
    return false
  })
  return { ...history, reviews }
}
