<?php
// A nout client by the served WSDL, with PHP's SoapClient: nout.php WSDL CA, the password on standard input.
[, $wsdl, $authority] = $argv;
$password = stream_get_contents(STDIN);
const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const PROFILE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0';
const NOUT = 'http://www.nout.fr/wsdl/SimaxService.wsdl/';

$client = new SoapClient($wsdl, [
    'stream_context' => stream_context_create(['ssl' => ['cafile' => $authority]]),
    'cache_wsdl' => WSDL_CACHE_NONE,
    'trace' => true,
]);

/** What OASIS's UsernameToken profile asks for, as standard stacks write it. */
function security(string $name, string $password): SoapHeader
{
    $nonce = random_bytes(16);
    $created = gmdate('Y-m-d\TH:i:s\Z');
    $digest = base64_encode(sha1($nonce . $created . $password, true));
    $xml = '<wsse:Security xmlns:wsse="' . WSSE . '" xmlns:wsu="' . WSU . '" SOAP-ENV:mustUnderstand="1">'
        . '<wsse:UsernameToken><wsse:Username>' . $name . '</wsse:Username>'
        . '<wsse:Password Type="' . PROFILE . '#PasswordDigest">' . $digest . '</wsse:Password>'
        . '<wsse:Nonce>' . base64_encode($nonce) . '</wsse:Nonce>'
        . '<wsu:Created>' . $created . '</wsu:Created></wsse:UsernameToken></wsse:Security>';
    return new SoapHeader(WSSE, 'Security', new SoapVar($xml, XSD_ANYXML), true);
}

function tell(string $what, string $operation, array $parameters = [], array $headers = []): mixed
{
    global $client;
    try {
        $answer = $client->__soapCall($operation, [$parameters], null, $headers);
        echo $what, ' ', json_encode($answer), "\n";
        return $answer;
    } catch (SoapFault $fault) {
        echo $what, ' fault ', $fault->faultcode, ': ', $fault->getMessage(), "\n";
        return null;
    }
}

/** NOUT's own rule. */
function noutToken(string $name, string $password): array
{
    $nonce = bin2hex(random_bytes(20));
    $created = gmdate('r');
    $secret = base64_encode(md5($password, true));
    return [
        'Username' => $name,
        'Password' => ['_' => base64_encode(sha1($nonce . $created . $secret, true))],
        'Nonce' => ['_' => $nonce],
        'Created' => $created,
    ];
}

$answer = tell('wsse', 'GetTokenSession', [], [security('superviseur', $password)]);
$again = sendAgain($client, $authority);
echo 'the same octets again ', $again, "\n";
tell('wrong', 'GetTokenSession', [], [security('superviseur', $password . 'x')]);
$windows = iconv('UTF-8', 'Windows-1252', $password);
tell('nout', 'GetTokenSession', ['UsernameToken' => noutToken('superviseur', $windows)]);
tell('extranet', 'GetTokenSession', [
    'UsernameToken' => noutToken('superviseur', $windows),
    'ExtranetUser' => ['UsernameToken' => noutToken('conan2', $windows), 'Form' => '224661136955914'],
]);
$header = new SoapHeader(NOUT, 'SessionToken', $answer->SessionToken);
tell('Disconnect', 'Disconnect', [], [$header]);
tell('Disconnect', 'Disconnect', [], [$header]);
tell('GetLanguages', 'GetLanguages');

/** Sends the last request once more: its status and the fault's number. */
function sendAgain(SoapClient $client, string $authority): string
{
    global $wsdl;
    $answer = file_get_contents(dirname($wsdl) . '/', false, stream_context_create([
        'ssl' => ['cafile' => $authority],
        'http' => [
            'method' => 'POST',
            'header' => "Content-Type: text/xml; charset=utf-8\r\nSOAPAction: \"GetTokenSession\"",
            'content' => $client->__getLastRequest(),
            'ignore_errors' => true,
        ],
    ]));
    preg_match('#<Numero>(\d+)</Numero>#', $answer, $code);
    return explode(' ', $http_response_header[0])[1] . ' ' . $code[1];
}
