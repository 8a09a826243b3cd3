/** Getting in. */
export default {
  title: 'Sign in to Lodge',
  password: 'Password',
  enter: 'Sign in',
}
