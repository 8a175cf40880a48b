/** node guest.mjs <cloud> <environment> <text>: signs and shows the book. */
import cloudbase from '@cloudbase/js-sdk';

const [cloud, env, text] = process.argv.slice(2);
const app = cloudbase.init({ env, endPointMode: 'CLOUD_API' });
app.registerHost(new URL(cloud).host, 'http');
const auth = app.auth();
await auth.signInAnonymously({});
const { uid } = await auth.getCurrentUser();

const book = app.database().collection('guestbook');
const uploaded = await app.uploadFile({
  cloudPath: `pictures/${uid}.txt`,
  filePath: new Blob([`a picture of ${text}`]),
});
const picture = uploaded.fileID;
const data = { text, picture };
const { result } = await app.callFunction({ name: 'sign', data });

const forged = await book.add({ text: 'forged', author: uid }).then(
  ({ code }) => code,
  ({ message }) => message
);
const { fileList } = await app.getTempFileURL({ fileList: [picture] });
const shown = await fetch(fileList[0].tempFileURL);
const listed = await book.orderBy('at', 'desc').limit(10).get();
const removed = await book.where({ author: uid, text: 'away' }).remove();

console.log(
  JSON.stringify({
    signed: Boolean(result.id),
    forged: /DATABASE_PERMISSION_DENIED/.exec(forged)?.[0] ?? forged,
    picture: await shown.text(),
    texts: listed.data.map((entry) => entry.text),
    removed: removed.deleted,
  })
);
process.exit();
