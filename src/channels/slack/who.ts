import type { WebClient } from '@slack/web-api'
import type { Lodge } from '../../core/lodge.ts'
import type { OpenConnection } from '../../core/slack/open.ts'
import { keepPerson, keepTeam, knownPerson, type SlackPerson } from '../../core/slack/people.ts'
import { refusalCode } from './api.ts'

/** Answers of Slack's that will not change by asking again: who it is stays unknown. */
const UNKNOWABLE = new Set(['missing_scope', 'user_not_found', 'users_not_found', 'user_not_visible'])

/**
 * Who a Slack user is, by users.info, asked once an hour. The address counts only of a full member of the workspace that
 * the app is installed in: whoever runs another one could give their people any address (Slack Connect).
 */
export const whoIs = async (
  lodge: Lodge,
  client: WebClient,
  connection: OpenConnection,
  { userId, userName }: { userId: string; userName: string },
): Promise<SlackPerson> => {
  const known = await knownPerson(lodge, connection, userId)
  if (known) return known
  try {
    const teamId = connection.teamId ?? (await askTeam(lodge, client, connection))
    const { user } = await client.users.info({ user: userId })
    const isOurs = user?.team_id === teamId && !user?.deleted && !user?.is_bot && !user?.is_stranger
    const person = {
      name: user?.profile?.real_name || user?.real_name || user?.name || userName,
      email: (isOurs && user?.profile?.email) || null,
    }
    await keepPerson(lodge, connection, userId, person)
    return person
  } catch (error) {
    const code = refusalCode(error)
    if (code === undefined || !UNKNOWABLE.has(code)) throw error
    return { name: userName || userId, email: null }
  }
}

const askTeam = async (lodge: Lodge, client: WebClient, connection: OpenConnection): Promise<string | undefined> => {
  const { team_id: teamId } = await client.auth.test()
  if (teamId !== undefined) await keepTeam(lodge, connection, teamId)
  return teamId
}
