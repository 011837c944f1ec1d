// Notices: mail to one person who works here, on one occasion.
// Owns no table: what a notice needs is made when it is sent.
// Knows who signs in and how their mail looks.
export { sendSignInMail } from './send-sign-in-mail.ts';
