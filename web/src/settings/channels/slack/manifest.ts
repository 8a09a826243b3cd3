/** What an app of Slack's is made from (docs/slack.md): what it may, and nothing that Lodge does not use. */
export const MANIFEST = `display_information:
  name: Lodge
features:
  bot_user:
    display_name: Lodge
    always_online: true
oauth_config:
  scopes:
    bot:
      - chat:write
      - channels:history
      - groups:history
      - users:read
      - users:read.email
settings:
  org_deploy_enabled: false
  socket_mode_enabled: false
  token_rotation_enabled: false
`

/** What is added under `settings` of it, so that buttons and replies come back. */
export const requestUrls = (origin: string, interactionsPath: string, eventsPath: string): string =>
  `  interactivity:
    is_enabled: true
    request_url: ${origin}${interactionsPath}
  event_subscriptions:
    request_url: ${origin}${eventsPath}
    bot_events:
      - message.channels
      - message.groups
`
