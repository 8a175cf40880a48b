import { describe, expect, it } from 'vitest';
import type { Exchange } from './exchange';
import { verifySignature } from './signature';

interface Captured {
  url: string;
  headers: Record<string, string>;
  params: Record<string, unknown>;
}

/** Requests of real SDKs of former generations, as they came over the wire. */
const CAPTURED: [string, Captured][] = [
  [
    'node-sdk 2.11, which lists empty parameters',
    {
      url: '/admin?&eventId=1a1fd19efe1_1&seqId=1a1fd19efe1_1',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'tcb-node-sdk/2.11.0',
        'x-tcb-source': ',not_scf',
        'x-client-timestamp': '1795247697889',
        'x-sdk-version': 'tcb-node-sdk/2.11.0',
        host: '127.0.0.1:48123',
        authorization:
          'TC3-HMAC-SHA256 Credential=local/2026-11-21/tcb/tc3_request, SignedParams=action;collectionname;crossauthorizationtoken;envname;eventid;limit;query;querytype;tcb_sessiontoken;wxcloudapitoken;wxcloudbaseaccesstoken, SignedHeaders=content-type;host;user-agent;x-client-timestamp;x-sdk-version;x-tcb-source, Signature=94d35f2d03547e7c2bbcd82c6ffb80880e0562b4f62649bb985948d36cbd4543',
        'x-timestamp': '1795247696',
      },
      params: {
        collectionName: 'things',
        queryType: 'WHERE',
        query: '{"a":"中 文"}',
        limit: 100,
        action: 'database.getDocument',
        envName: 'e-1',
        eventId: '1a1fd19efe1_1',
        wxCloudApiToken: '',
        wxCloudbaseAccesstoken: '',
        tcb_sessionToken: '',
        crossAuthorizationToken: '',
      },
    },
  ],
  [
    'tcb-admin-node 1.23, v3, which adds a parameter when it has signed',
    {
      url: '/admin?&eventId=1795247698069_2_97622&seqId=1795247698069_2_97622',
      headers: {
        'content-type': 'application/json',
        'x-tcb-source': ',not_scf',
        'user-agent': 'tcb-admin-sdk/1.23.0',
        'x-sdk-version': 'tcb-admin-sdk/1.23.0',
        host: '127.0.0.1:48123',
        authorization:
          'TC3-HMAC-SHA256 Credential=local/2026-11-21/tcb/tc3_request, SignedParams=action;collectionname;envname;eventid;limit;query;querytype;tcb_sessiontoken;timestamp;wxcloudapitoken, SignedHeaders=content-type;host;user-agent;x-sdk-version;x-tcb-source, Signature=48e64817ebb652cfd1bf4451b28c258ff043610b4c2536dde27d5acf27963312',
        'x-timestamp': '1795247697',
      },
      params: {
        collectionName: 'things',
        queryType: 'WHERE',
        query: { a: '中 文' },
        limit: 100,
        action: 'database.queryDocument',
        envName: 'e-1',
        timestamp: 1795247698069,
        eventId: '1795247698069_2_97622',
        wxCloudApiToken: '',
        tcb_sessionToken: '',
        sdk_version: '1.23.0',
      },
    },
  ],
  [
    'tcb-admin-node 1.23 by default, with the signature as a parameter',
    {
      url: '/admin?&eventId=1795247698064_1_12122&seqId=1795247698064_1_12122',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'tcb-admin-sdk/1.23.0',
        'x-tcb-source': ',not_scf',
        host: '127.0.0.1:48123',
      },
      params: {
        collectionName: 'things',
        queryType: 'WHERE',
        query: { a: '中 文' },
        limit: 100,
        action: 'database.queryDocument',
        envName: 'e-1',
        timestamp: 1795247698064,
        eventId: '1795247698064_1_12122',
        wxCloudApiToken: '',
        tcb_sessionToken: '',
        authorization:
          'q-sign-algorithm=sha1&q-ak=local&q-sign-time=1795247697;1795248597&q-key-time=1795247697;1795248597&q-header-list=user-agent;x-tcb-source&q-url-param-list=action;collectionname;envname;eventid;limit;query;querytype;tcb_sessiontoken;timestamp;wxcloudapitoken&q-signature=2cfb4c159b8cfb38d2019131e8fdbe05f11c35c4',
        sdk_version: '1.23.0',
      },
    },
  ],
];

const verify = ({ url, headers, params }: Captured): void =>
  verifySignature(
    { request: { url, headers, method: 'POST' } } as unknown as Exchange,
    params
  );

const changed = (params: object, by: object): Record<string, unknown> => ({
  ...params,
  ...by,
});

describe('signatures of former server SDKs', () => {
  it.each(CAPTURED)('[SDK-43] are good: %s', (_name, request) => {
    expect(() => verify(request)).not.toThrow();
  });

  it.each(CAPTURED)(
    '[SDK-43] cover what is asked for, and the caller: %s',
    (_name, request) => {
      const { headers, params } = request;
      const refusal = expect.objectContaining({ code: 'SIGN_PARAM_INVALID' });
      for (const wrong of [
        { ...request, params: changed(params, { limit: 1_000 }) },
        { ...request, params: changed(params, { collectionName: 'other' }) },
        { ...request, headers: { ...headers, 'x-tcb-source': 'scf' } },
      ]) {
        expect(() => verify(wrong)).toThrow(refusal);
      }
    }
  );

  it('[SDK-43] are asked for', () => {
    const request = { url: '/admin', headers: { host: 'h' }, params: {} };
    expect(() => verify(request)).toThrow(
      expect.objectContaining({ code: 'SIGN_PARAM_INVALID' })
    );
  });
});
