<?php

// Finds Guzzle where Debian puts it, and a generated client in the folder that it is handed.

declare(strict_types=1);

require '/usr/share/php/GuzzleHttp/autoload.php';

function autoloadClient(string $namespace, string $folder): void
{
    spl_autoload_register(function (string $class) use ($namespace, $folder): void {
        if (str_starts_with($class, $namespace)) {
            require $folder . '/lib/' . strtr(substr($class, strlen($namespace)), '\\', '/') . '.php';
        }
    });
}
