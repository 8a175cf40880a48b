import protobuf from 'protobufjs';
import { CloudError } from '../kernel/errors';
import { parseJson } from '../values/decode';
import { isPlainObject } from '../values/keys';
import type { Exchange } from './exchange';
import { openapiFrom } from './invocation';
import { readForm } from './read-form';
import { optionalText, textOf, type Params } from './read-params';
import type { Services } from './services';
import type { Reply } from './shared-actions';
import { verifySignature } from './signature';

const { root } = protobuf.parse(
  `syntax = "proto2";
  message KeyValuePair {
    optional string key = 1; optional bytes value = 2;
    optional string contenttype = 3; optional string filename = 4;
  }
  message OpenApiData { repeated KeyValuePair pairs = 1; }
  message CommApiData {
    optional int32 apiType = 1; optional OpenApiData openapiData = 2;
    optional string appid = 6;
  }
  message CommOpenApiResp {
    optional bytes respData = 1; optional string contentType = 2;
    optional int32 errorCode = 3; optional uint32 httpCode = 4;
    optional int32 svrkitErrorCode = 6;
  }`,
  { keepCase: true }
);
const ApiData = root.lookupType('CommApiData');
const ApiReply = root.lookupType('CommOpenApiResp');

interface Pair {
  key: string;
  value?: Uint8Array;
  contenttype?: string;
}

/** `cloud.openapi.*` of wx-server-sdk: protobuf inside a form. */
export async function answerOpenapi(
  services: Services,
  exchange: Exchange
): Promise<void> {
  const fields = await fieldsOf(exchange);
  verifySignature(exchange, fields);
  const action = String(fields.action);
  const api = String(fields.apiName);
  if (action !== 'wx.openApi') {
    const what = `${action} ${api} is not supported by the local cloud`;
    services.log(what);
    throw new CloudError('INVALID_PARAM', what);
  }
  const { params, forAppId } = requestOf(fields);
  const found = openapiFrom(services, fields);
  const from = found && { ...found, ...(forAppId && { forAppId }) };
  await services.faults.enter(`wx.openApi ${api}`, null);
  const reply = await services.wechat.openapi(api, params, from);
  services.faults.written(`wx.openApi ${api}`);
  const [contentType, respData] =
    'json' in reply
      ? ['application/json', Buffer.from(JSON.stringify(reply.json))]
      : [reply.contentType, reply.body];
  const message = ApiReply.create({
    respData,
    contentType,
    errorCode: 'json' in reply ? (reply.systemError ?? 0) : 0,
    httpCode: 200,
  });
  // JSON here would mean an error of the cloud itself.
  exchange.response.writeHead(200, {
    'Content-Type': 'application/octet-stream',
  });
  exchange.response.end(ApiReply.encode(message).finish());
}

/**
 * `callWxOpenApi` of node-sdk: the same APIs with plain JSON both ways, so
 * that a picture cannot be answered.
 */
export async function answerWxApi(
  services: Services,
  params: Params
): Promise<Reply> {
  const api = textOf(params, 'apiName');
  const data = parseJson(optionalText(params, 'requestData') || '{}');
  if (!isPlainObject(data)) {
    throw new CloudError('INVALID_PARAM', 'requestData must be an object');
  }
  const from = openapiFrom(services, params);
  const reply = await services.wechat.openapi(api, data, from);
  if (!('json' in reply)) {
    throw new CloudError('INVALID_PARAM', `${api} answers with no JSON`);
  }
  return { data: { responseData: JSON.stringify(reply.json) } };
}

function requestOf(fields: Record<string, unknown>): {
  params: Record<string, unknown>;
  forAppId?: string;
} {
  const data = fields.requestData;
  if (!Buffer.isBuffer(data)) {
    throw new CloudError('INVALID_PARAM', 'requestData is missing');
  }
  const { openapiData, appid } = decode(data);
  const pairs = openapiData?.pairs ?? [];
  const params = pairs.map((pair) => [pair.key, valueOf(pair)]);
  return {
    params: Object.fromEntries(params) as Record<string, unknown>,
    ...(appid && { forAppId: appid }),
  };
}

function decode(data: Buffer): {
  openapiData?: { pairs?: Pair[] };
  appid?: string;
} {
  try {
    return ApiData.toObject(ApiData.decode(data));
  } catch (error) {
    throw new CloudError(
      'INVALID_PARAM',
      'requestData is malformed',
      String(error)
    );
  }
}

function valueOf({ value = Buffer.of(), contenttype }: Pair): unknown {
  const bytes = Buffer.from(value);
  if (contenttype) return { contentType: contenttype, value: bytes };
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return bytes.toString('utf8');
  }
}

/** Protobuf, or JSON that is hashed as bytes. */
const BINARY = ['requestData', 'apiOptions'];

/** Text as strings, and what the SDK signed as bytes as bytes. */
async function fieldsOf(exchange: Exchange): Promise<Record<string, unknown>> {
  const parts = await readForm(exchange);
  return Object.fromEntries(
    [...parts].map(([name, { bytes }]) => [
      name,
      BINARY.includes(name) ? bytes : bytes.toString('utf8'),
    ])
  );
}
