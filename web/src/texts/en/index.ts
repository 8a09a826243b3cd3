import shell from './shell.ts'
import signIn from './sign-in.ts'

export default { shell, signIn }
