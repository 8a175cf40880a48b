export const replyActions = {};
