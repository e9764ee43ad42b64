<?php

// Loads every class of generated clients, which are handed over as namespaces and folders in turn.

declare(strict_types=1);

require __DIR__ . '/autoload.php';

set_error_handler(function (int $_, string $message, string $file, int $line): never {
    throw new ErrorException($message, 0, E_ERROR, $file, $line);
}, E_ALL & ~E_DEPRECATED & ~E_USER_DEPRECATED);

foreach (array_chunk(array_slice($argv, 1), 2) as [$namespace, $folder]) {
    autoloadClient($namespace, $folder);
    $files = new RecursiveIteratorIterator(new RecursiveDirectoryIterator("$folder/lib", FilesystemIterator::SKIP_DOTS));
    foreach ($files as $file) {
        $name = substr($file->getPathname(), strlen("$folder/lib/"), -strlen('.php'));
        $class = $namespace . strtr($name, '/', '\\');
        if (!class_exists($class) && !interface_exists($class)) {
            throw new RuntimeException("$file declares no $class");
        }
    }
}
