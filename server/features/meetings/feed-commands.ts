import type { CommandScope } from '#server/core/scope.ts'
import type { CommandResult } from '#shared/core/command.ts'
import { AppError } from '#shared/core/errors.ts'
import type { CloseFeedInput, OpenFeedInput } from '#shared/meetings/contracts.ts'
import { closeFeeds, insertFeed } from './feed-queries.ts'

/** Command meetings.openFeed: gives the actor a calendar feed at a new address; the one before ends with it. */
export async function openFeed({ db }: CommandScope, input: OpenFeedInput): Promise<CommandResult> {
  const { feedId, tokenHash, showsNames } = input
  await closeFeeds(db)
  const timestamp = await insertFeed(db, { feedId, showsNames, tokenHash: Buffer.from(tokenHash, 'hex') })
  if (!timestamp) throw new AppError('CONFLICT')
  return { entityId: feedId, version: 1, at: timestamp }
}

/** Command meetings.closeFeed: takes the actor's address back. NOT_FOUND where it is not open. */
export async function closeFeed({ db }: CommandScope, { feedId }: CloseFeedInput): Promise<CommandResult> {
  const closed = (await closeFeeds(db)).find((feed) => feed.feed_id === feedId)
  if (!closed) throw new AppError('NOT_FOUND')
  return { entityId: feedId, version: 2, at: closed.timestamp }
}
