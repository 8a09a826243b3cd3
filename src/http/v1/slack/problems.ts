import type { UpdateSlackConnectionError } from '../../../core/slack/update.ts'
import { notFound, Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'

type Failure =
  | UpdateSlackConnectionError
  | { code: 'channel_required' | 'channel_not_allowed'; path?: undefined }
  | { code: 'slack_connection_disabled' }

const KINDS = { app: 'an app', incoming_webhook: 'an incoming webhook' }

export const toProblem = (error: Failure): Problem => {
  switch (error.code) {
    case 'slack_connection_not_found':
      return notFound('slack_connection')
    case 'slack_connection_disabled':
      return new Problem(409, error.code, 'This connection is switched off: set enabled to true first.')
    case 'department_not_found':
      return refused(400, error.code, error.path, 'is not the id or name of a department of this desk')
    case 'channel_required':
      return refused(400, error.code, error.path ?? 'channel', 'is required (a channel’s ID like C0123456789)')
    case 'channel_not_allowed':
      return refused(
        400,
        error.code,
        error.path ?? 'channel',
        'must be left out: an incoming webhook posts to the channel that it was made for',
      )
    case 'other_kind':
      return refused(400, error.code, error.path, `is not for this connection, which is ${KINDS[error.kind]}`)
  }
}
