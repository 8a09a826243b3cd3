import type { LinkError } from '../../../core/sign-in-links/link.ts'
import { Problem } from '../../problem.ts'

export const linkProblem = ({ code }: LinkError): Problem => {
  switch (code) {
    case 'link_not_found':
      return new Problem(404, code, 'There is no such link.')
    case 'link_used':
      return new Problem(410, code, 'This link was used already: it is good once.')
    case 'link_expired':
      return new Problem(410, code, 'This link is over. Ask for another one.')
  }
}
