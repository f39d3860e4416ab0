import { AppError } from '#shared/core/errors.ts'

/**
 * Returns the refusal that an error of row-level security stands for, and any other error as it is. A session is remembered
 * for some seconds: the first wall may still know a role that the second one no longer does. A right that the app's own
 * role lacks is a fault of ours, whoever asks, and stays one.
 */
export function refusalOfSecondWall(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '42501') return error
  const routine = 'routine' in error ? String(error.routine) : ''
  return routine.startsWith('aclcheck_error') ? error : new AppError('FORBIDDEN')
}
