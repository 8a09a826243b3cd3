const NOBODY =
  /(?:^|[._+-])(?:no[._-]?reply|do[._-]?not[._-]?reply|dont[._-]?reply|no[._-]?responder?|nao[._-]?respond[ae]r?|ne[._-]?pas[._-]?repondre|nicht[._-]?antworten|non[._-]?rispondere|niet[._-]?beantwoorden|nie[._-]?odpowiadaj|noanswer|no[._-]?response|unattended)(?:$|[._+=-]|\d)/
const PROGRAM =
  /^(?:notifications?|notify|notifier|mailer-?daemon|postmaster|mailer|bounces?|bounce[._+-].*|alerts?|automated|auto-?mailer|auto-?confirm|wordpress|www-data|apache|root|cron|daemon|nobody|system|robot|mailbot|forms?-(?:submissions?|notifications?)|form-?mailer|notificaciones|notifica(?:coes|tions?|zioni)|benachrichtigung(?:en)?|powiadomienia)(?:$|[+=].*|[._-].*)/

/** Whether nobody reads at an address: `noreply@`, `notifications@`, `mailer-daemon@` and their kin. */
export const isNotifier = (address: string): boolean => {
  const local = address.slice(0, address.lastIndexOf('@')).toLowerCase()
  return NOBODY.test(local) || PROGRAM.test(local)
}
