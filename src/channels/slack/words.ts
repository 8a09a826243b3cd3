/** What Slack's error codes mean to whoever owns the connection (docs.slack.dev/reference/methods/chat.postMessage). */
const PERMANENT: Record<string, string> = {
  invalid_auth: 'Slack refuses the bot token. Copy it again from OAuth & Permissions of your app into the connection.',
  not_authed: 'Slack got no bot token. Copy it again from OAuth & Permissions of your app into the connection.',
  account_inactive: 'The bot was removed from its workspace. Install the app again, and give the connection its token.',
  token_revoked: 'The bot token was revoked. Install the app again, and give the connection its token.',
  token_expired: 'The bot token has expired. Turn token rotation off for the app, and give the connection a new token.',
  no_permission: 'The bot may not do this in its workspace. Ask an admin of the workspace.',
  org_login_required: 'The workspace is being moved to an Enterprise organisation. Try again when that is done.',
  ekm_access_denied: 'Admins of the workspace have suspended posting to it.',
  team_access_not_granted: 'The app was not given access to this workspace. Ask an admin of the organisation.',
  channel_not_found: "Slack finds no such channel. Check the channel's ID, and invite the bot where it is private.",
  not_in_channel: 'The bot is not in this channel. In Slack, write /invite and the name of the bot there.',
  is_archived: 'This channel is archived. Choose another one in the routes of the connection.',
  restricted_action: 'A setting of the workspace forbids the bot to post in this channel.',
  restricted_action_read_only_channel: 'This channel is read-only. Choose another one, or let the bot post there.',
  restricted_action_thread_locked: 'This thread is locked.',
  msg_too_long: 'Slack finds the message too long.',
  invalid_blocks: 'Slack cannot read the message.',
  no_service: 'The incoming webhook was switched off or removed. Make a new one, and give the connection its URL.',
  no_service_id: 'The URL of the incoming webhook is incomplete. Copy it again.',
  no_team: 'The workspace of the incoming webhook is gone.',
  team_disabled: 'The workspace of the incoming webhook is not active.',
  invalid_token: 'Slack does not know this incoming webhook. Copy its URL again.',
  channel_is_archived: 'The channel of the incoming webhook is archived. Make one for another channel.',
  action_prohibited: 'A setting of the workspace forbids the incoming webhook to post.',
  posting_to_general_channel_denied: 'A setting of the workspace forbids the incoming webhook to post to #general.',
}

/** What Slack is expected to get over. */
const PASSING = new Set([
  'ratelimited',
  'rate_limited',
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
  'rollup_error',
  'message_limit_exceeded',
])

/** A refusal by Slack: whether to try again, and what to do about it. `needed` is the scope that it says is missing. */
export const refusalInWords = (code: string, needed?: string): { reason: string; permanent: boolean } => {
  if (code === 'missing_scope') {
    const scope = needed ? `the scope ${needed}` : 'a scope'
    return {
      reason: `The app lacks ${scope}. Add it in OAuth & Permissions, and install the app again.`,
      permanent: true,
    }
  }
  const known = PERMANENT[code]
  if (known) return { reason: known, permanent: true }
  if (PASSING.has(code)) return { reason: `Slack is not able to take it just now (${code}).`, permanent: false }
  return { reason: `Slack refused it (${code.slice(0, 100)}).`, permanent: false }
}
