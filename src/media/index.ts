// Media: the pictures of emails. Whatever comes in is encoded anew in a child process: small, in sRGB, without metadata.
// Owns the table media.
// What an email that went out shows is kept; what nothing mentions goes after 30 days.
export { addPicture, type AddedPicture } from './add-picture.ts';
export { keepPictures, purgePictures } from './keep-pictures.ts';
export { findPicture } from './media-queries.ts';
export { sniffType } from './sniff-type.ts';
export { scaleRemotePicture } from './scale-remote-picture.ts';
export { PictureRefused } from './picture.ts';
