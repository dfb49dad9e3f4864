<?php
// The server behind: PHP's SoapServer by the WSDL of backstage.wsdl in the folder that it was started in.
ini_set('soap.wsdl_cache_enabled', '0');
$wsdl = getcwd() . '/backstage.wsdl';
if ($_SERVER['REQUEST_METHOD'] === 'GET') {
    header('Content-Type: text/xml; charset=utf-8');
    readfile($wsdl);
    return true;
}

final class Backstage
{
    public function Search(object $asked): array
    {
        if ($asked->What === 'boom') {
            throw new SoapFault('Server', 'the stage is on fire');
        }
        file_put_contents('asked', $_SERVER['HTTP_X_AUTH_USER'] . ' ' . strlen($asked->What) . "\n", FILE_APPEND);
        return ['Found' => $asked->What . ' for ' . rawurldecode($_SERVER['HTTP_X_AUTH_USER'])];
    }

    public function SessionToken(mixed $token): void
    {
    }
}

$server = new SoapServer($wsdl);
$server->setObject(new Backstage());
$server->handle();
return true;
